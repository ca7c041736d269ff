/** Text of files as it may go to a terminal: tabs as spaces, nothing that a terminal would obey. */
export function printable(text: string): string {
  return text.replaceAll("\t", "    ").replace(/[\p{Cc}\p{Bidi_Control}]/gu, "�");
}

/** How many columns a terminal gives to a text: wide characters take two, combining ones none. */
export function widthOf(text: string): number {
  if (!/[^\x20-\x7e]/.test(text)) return text.length;
  let width = 0;
  for (const character of text) {
    if (/[\p{Mn}\p{Me}\p{Cf}]/u.test(character)) continue;
    width += wide.test(character) ? 2 : 1;
  }
  return width;
}

const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60]/u;
