-- Neovim's built-in client against the server. Works from 0.7 on, which has neither vim.lsp.start nor options of code_action.
--   FILE=… RESULT=… nvim --headless --clean -i NONE -S neovim.lua
local file, steps = vim.env.FILE, {}

local function step(name, ok, info)
  table.insert(steps, name)
  if not ok then error(name .. ": " .. vim.inspect(info)) end
end

local function main()
  vim.cmd("edit " .. vim.fn.fnameescape(file))
  local buffer = vim.api.nvim_get_current_buf()
  local client = vim.lsp.start_client({
    name = "leanrows",
    cmd = { "leanrows", "server", "--stdio" },
    root_dir = vim.env.ROOT,
  })
  step("starts", client ~= nil)
  vim.lsp.buf_attach_client(buffer, client)
  vim.wait(20000, function() return #vim.diagnostic.get(buffer) > 0 end, 20)
  local found = vim.diagnostic.get(buffer)
  step("one finding", #found == 1 and found[1].source == "leanrows" and found[1].lnum == 7, found)
  step("a warning", found[1].severity == vim.diagnostic.severity.WARN, found)

  vim.api.nvim_win_set_cursor(0, { found[1].lnum + 1, found[1].col })
  local position = vim.lsp.util.make_position_params(0, "utf-16")
  local hover = vim.lsp.buf_request_sync(buffer, "textDocument/hover", position, 10000)
  local value = hover and hover[client] and hover[client].result.contents.value or ""
  step("hover", value:match("%*%*Order%*%* query: all rows of the table") ~= nil, hover)

  local menu
  vim.ui.select = function(items, options, choose)
    menu = vim.tbl_map(function(item) return options.format_item(item) end, items)
    choose(items[1], 1)
  end
  local context = { only = { "quickfix" }, diagnostics = vim.lsp.diagnostic.get_line_diagnostics(buffer) }
  if vim.fn.has("nvim-0.8") == 1 then
    vim.lsp.buf.code_action({ context = context })
  else
    vim.lsp.buf.code_action(context)
  end
  vim.wait(10000, function()
    return vim.api.nvim_buf_get_lines(buffer, 7, 8, false)[1]:match("iterator") ~= nil
  end, 20)
  step("menu", menu and menu[1] == "Stream the rows with iterator()", menu)
  vim.wait(10000, function() return #vim.diagnostic.get(buffer) == 0 end, 20)
  step("finding gone", #vim.diagnostic.get(buffer) == 0, vim.diagnostic.get(buffer))
  vim.cmd("write")
  vim.lsp.stop_client(client)
  vim.wait(10000, function() return vim.lsp.client_is_stopped(client) end, 20)
  step("stops", vim.lsp.client_is_stopped(client))
end

local ok, problem = pcall(main)
vim.fn.writefile({ vim.fn.json_encode({ steps = steps, error = ok and vim.NIL or tostring(problem) }) }, vim.env.RESULT)
vim.cmd(ok and "qall!" or "cquit 1")
