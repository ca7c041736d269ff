// What specs cannot say of fixes: places of conditions, and line ends and tabs. The rest stands in `test/specs/fixes/`.
import { expect, test } from "vitest";
import { checkSource, fixOf } from "./check-source.js";

test("says which condition withholds it, and where", () => {
  const text =
    "from shop.models import Order\n\nfor order in Order.objects.all():\n    Order.objects.create(number=order.number)\n";
  const [finding] = checkSource(text).findings;
  const [withheld] = finding?.withheld ?? [];
  expect(withheld?.condition).toBe(
    "the loop creates rows of the table that it reads, and without a snapshot, as on SQLite, it would never end",
  );
  const { start = 0, end = 0 } = withheld?.location ?? {};
  expect(text.slice(start, end)).toBe("Order.objects.create(number=order.number)");
});

test("keeps the line ends and tabs of the file", () => {
  const text =
    "from shop.models import Order\r\n\r\n\r\ndef report():\r\n\tfor order in (\r\n\t\tOrder.objects\r\n\t\t.all()\r\n\t):\r\n\t\tprint(order)\r\n";
  expect(fixOf(checkSource(text), "stream")).toBe(
    text.replace("\t\t.all()\r\n", "\t\t.all()\r\n\t\t.iterator()\r\n"),
  );
});
