import i18next from "i18next";
import { useSyncExternalStore } from "react";
import { newKey } from "~/api/http";
import { bytes } from "~/i18n/format";
import { useSession } from "~/session/session";
import { wordsOf } from "~/shell/toasts";
import { copyReplyFiles, uploadAttachment } from "../api";
import type { CannedReply } from "../types";
import { Drafts } from "./drafts";
import { UploadDesk } from "./uploadDesk";
import { type FileLimits, isRefusal, type Upload } from "./uploads";

let current: { memberId: string; desk: UploadDesk } | undefined;

function deskOf(memberId: string): UploadDesk {
  if (current?.memberId === memberId) return current.desk;
  const drafts = new Drafts(memberId);
  const desk = new UploadDesk({
    send: uploadAttachment,
    newKey,
    wordsOf: (why) => {
      if (isRefusal(why)) return i18next.t(`inbox:file.${why.code}`, { most: bytes(why.most ?? 0) });
      const words = wordsOf(why);
      return words.message || words.title;
    },
    read: (conversationId) => drafts.read(conversationId).uploads,
    keep: (conversationId, uploads) => drafts.keep(conversationId, { uploads }),
  });
  current = { memberId, desk };
  return desk;
}

/** Files are sent to the hub when they are chosen, so that the message itself goes at once. */
export function useUploads(conversationId: string, limits: FileLimits | null | undefined) {
  const { member } = useSession();
  const desk = deskOf(member.id);
  const uploads = useSyncExternalStore(desk.subscribe, () => desk.of(conversationId));
  return {
    uploads,
    add: (files: Iterable<File>) => desk.add(conversationId, files, limits),
    borrow: (reply: CannedReply) =>
      desk.borrow(
        conversationId,
        reply.attachments.map(({ fileName, size }) => ({ name: fileName ?? reply.shortcut, size })),
        () => copyReplyFiles(reply.id),
      ),
    remove: (key: string) => desk.remove(conversationId, key),
    put: (all: Upload[]) => desk.put(conversationId, all),
  };
}
