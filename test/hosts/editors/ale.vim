" Vim with ALE against the server.
"   ALE=folder SETUP=… FILE=… RESULT=… vim -Nu NONE -n -es -S ale.vim
set nocompatible hidden
let g:ale_linters_explicit = 1
let g:ale_linters = {'python': ['leanrows']}
let g:ale_lint_delay = 0
let &runtimepath = $ALE . ',' . &runtimepath
filetype plugin on
runtime plugin/ale.vim
source $SETUP
let s:steps = []
function! s:Step(name, ok, info) abort
  call add(s:steps, a:name)
  if !a:ok | throw a:name . ': ' . string(a:info) | endif
endfunction
function! s:Until(Ask) abort
  for l:turn in range(400)
    if a:Ask() | return 1 | endif
    sleep 50m
  endfor
  return 0
endfunction
let s:menu = []
function! s:Menu(data, items) abort
  let s:menu = [a:data, a:items]
endfunction
let s:problem = v:null
try
  execute 'edit' fnameescape($FILE)
  set filetype=python
  call ale#Queue(0)
  call s:Until({-> !empty(ale#engine#GetLoclist(bufnr('%')))})
  let s:found = ale#engine#GetLoclist(bufnr('%'))
  call s:Step('one finding', len(s:found) == 1 && s:found[0].lnum == 8 && s:found[0].type is# 'W' && s:found[0].code is# 'no-unbounded-iteration', s:found)
  call cursor(8, s:found[0].col)
  call ale#codefix#Execute(0, function('s:Menu'))
  call s:Until({-> !empty(s:menu)})
  call s:Step('menu', !empty(s:menu) && s:menu[1][0][1].title is# 'Stream the rows with iterator()', s:menu)
  call ale#codefix#ApplyLSPCodeAction(s:menu[0], s:menu[1][0][1])
  call s:Step('fix applied', getline(8) =~# 'all().iterator()', getline(1, '$'))
  call ale#Queue(0)
  call s:Step('finding gone', s:Until({-> empty(ale#engine#GetLoclist(bufnr('%')))}), ale#engine#GetLoclist(bufnr('%')))
  silent write
catch
  let s:problem = v:exception . ' @ ' . v:throwpoint
endtry
call writefile([json_encode({'steps': s:steps, 'error': s:problem})], $RESULT)
if s:problem is v:null | qall! | else | cquit | endif
