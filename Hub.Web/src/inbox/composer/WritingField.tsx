import { Textarea } from "@mantine/core";
import type { ClipboardEvent, DragEvent } from "react";
import { useInbox } from "../InboxContext";
import classes from "./Composer.module.css";
import { Suggestions } from "./Suggestions";
import type { Writing } from "./useWriting";

interface Props {
  writing: Writing;
  label: string;
  placeholder: string;
  /** Takes files that are pasted or dropped. */
  onFiles?: (files: Iterable<File>) => void;
}

export function WritingField({ writing, label, placeholder, onFiles }: Props) {
  const { isPhone } = useInbox();
  const take = (event: ClipboardEvent | DragEvent, files: FileList) => {
    if (!onFiles || files.length === 0) return;
    event.preventDefault();
    onFiles(files);
  };
  return (
    <div className={classes.field}>
      <Suggestions suggestions={writing.suggestions} />
      <Textarea
        {...writing.field}
        variant="unstyled"
        autosize
        minRows={isPhone ? 1 : 2}
        maxRows={9}
        onPaste={(event) => take(event, event.clipboardData.files)}
        onDrop={(event) => take(event, event.dataTransfer.files)}
        placeholder={placeholder}
        aria-label={label}
      />
    </div>
  );
}
