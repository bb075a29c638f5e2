import { fold } from "~/i18n/fold";
import type { CannedReply } from "../types";

/** The `/word` or `#word` that the caret stands behind, or null. */
export function cannedQuery(text: string, caret: number): { from: number; query: string } | null {
  const found = /(^|\s)[/#]([^\s/#]*)$/u.exec(text.slice(0, caret));
  if (!found) return null;
  const query = found[2] ?? "";
  return { from: caret - query.length - 1, query };
}

/** Best first: the shortcut begins so, then it or the text holds it. */
export function matchingReplies(replies: CannedReply[], query: string, most = 8): CannedReply[] {
  const wanted = fold(query);
  const rank = (reply: CannedReply): number => {
    const shortcut = fold(reply.shortcut.replace(/^[/#]/, ""));
    if (shortcut.startsWith(wanted)) return 0;
    if (shortcut.includes(wanted)) return 1;
    return fold(reply.text).includes(wanted) ? 2 : 3;
  };
  return replies
    .map((reply) => ({ reply, rank: rank(reply) }))
    .filter(({ rank }) => rank < 3)
    .sort((one, other) => one.rank - other.rank || one.reply.shortcut.localeCompare(other.reply.shortcut))
    .slice(0, most)
    .map(({ reply }) => reply);
}

/** Puts the reply in the place of what was typed. `{{name}}` becomes the contact's name. */
export function insertReply(
  text: string,
  caret: number,
  from: number,
  reply: string,
  name: string | null,
): { text: string; caret: number } {
  const filled = reply.replace(/\{\{\s*(name|ten|tên)\s*\}\}/giu, name ?? "").replace(/ {2,}/g, " ");
  return { text: text.slice(0, from) + filled + text.slice(caret), caret: from + filled.length };
}

/** The `@name` that the caret stands behind, or null. */
export function mentionQuery(text: string, caret: number): { from: number; query: string } | null {
  const found = /(^|\s)@([\p{L}\p{N}._-]*)$/u.exec(text.slice(0, caret));
  return found ? { from: caret - (found[2] ?? "").length - 1, query: found[2] ?? "" } : null;
}

/** Ids of members whose `@Name` stands in the text. The longest name wins: "@Mai Anh" is not Mai. */
export function mentioned(text: string, members: { id: string; name: string }[]): string[] {
  let rest = text;
  const found: string[] = [];
  for (const member of [...members].sort((one, other) => other.name.length - one.name.length)) {
    if (!member.name || !rest.includes(`@${member.name}`)) continue;
    found.push(member.id);
    rest = rest.replaceAll(`@${member.name}`, "");
  }
  return found;
}
