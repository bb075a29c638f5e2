import { SegmentedControl } from "@mantine/core";
import { lazy, Suspense, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "~/session/session";
import { useNow } from "~/shell/useNow";
import type { ConversationDetail } from "../types";
import { Closed } from "./Closed";
import classes from "./Composer.module.css";
import { takenBack } from "./draft";
import { mayWrite } from "./meter";
import { NoteWriter } from "./NoteWriter";
import { ReplyWriter } from "./ReplyWriter";
import { useComposerHandle } from "./useComposerHandle";
import { useDraft } from "./useDraft";
import { useUploads } from "./useUploads";
import { WindowMeter } from "./WindowMeter";

const TemplateForm = lazy(() => import("./TemplateForm").then((module) => ({ default: module.TemplateForm })));

/** Where one writes: to the contact, by a template, or for colleagues. */
export function Composer({ detail }: { detail: ConversationDetail }) {
  const { t } = useTranslation("inbox");
  const { conversation, replyWindow } = detail;
  const { id } = conversation;
  const may = useMay();
  const [mayReply, mayNote] = [may("messages.send"), may("conversations.write")];
  const { written, change } = useDraft(id);
  const files = useUploads(id, replyWindow.limits);
  const [chosen, setMode] = useState<"reply" | "note">("reply");
  const mode = mayReply ? chosen : "note";
  const frame = useRef<HTMLElement>(null);
  const windowIsOpen = mayWrite(replyWindow, useNow());
  const mayTemplate = replyWindow.allowed.includes("template");
  const openTemplate = () => change({ template: { name: "", language: "vi", parameters: [] } });
  const focus = () => requestAnimationFrame(() => frame.current?.querySelector("textarea")?.focus());

  useComposerHandle({
    write: (kind) => {
      if (kind === "reply" ? !mayReply : !mayNote) return;
      setMode(kind);
      focus();
    },
    quote: (message) => {
      setMode("reply");
      change({ quotedId: message.id });
      focus();
    },
    takeBack: (entry) => {
      const back = takenBack(written, files.uploads, entry);
      setMode("reply");
      change(back.written);
      files.put(back.uploads);
      focus();
    },
  });
  if (!mayReply && !mayNote) return null;
  return (
    <footer ref={frame} className={classes.composer} data-note={mode === "note" || undefined}>
      <div className={classes.top}>
        {mayReply && mayNote && (
          <SegmentedControl
            size="xs"
            value={mode}
            onChange={(next) => setMode(next as "reply" | "note")}
            data={[
              { value: "reply", label: t("composer.reply") },
              { value: "note", label: t("composer.note") },
            ]}
          />
        )}
        <WindowMeter window={replyWindow} />
      </div>
      {body()}
    </footer>
  );

  function body() {
    if (mode === "note")
      return (
        <NoteWriter
          conversationId={id}
          note={written.note}
          onNote={(note) => change({ note })}
          onSaved={(saved) => change(({ note }) => (note.trim() === saved ? { note: "" } : {}))}
        />
      );
    if (written.template)
      return (
        <Suspense>
          <TemplateForm
            conversationId={id}
            connectionId={conversation.connectionId}
            template={written.template}
            onChange={(template) => change({ template })}
          />
        </Suspense>
      );
    if (!windowIsOpen && !written.tag)
      return (
        <Closed
          window={replyWindow}
          onTemplate={mayTemplate ? openTemplate : undefined}
          onTag={(tag) => {
            change({ tag });
            focus();
          }}
        />
      );
    return (
      <ReplyWriter
        detail={detail}
        written={written}
        files={files}
        windowIsOpen={windowIsOpen}
        onChange={change}
        onTemplate={mayTemplate ? openTemplate : undefined}
      />
    );
  }
}
