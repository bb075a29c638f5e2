import { linkParts } from "./rows";
import classes from "./Thread.module.css";

/** Text as text: nothing in it is ever markup. Web addresses open in a new tab that learns nothing of us. */
export function Rich({ text }: { text: string }) {
  return (
    <p className={classes.text} dir="auto">
      {linkParts(text).map((part) =>
        part.url ? (
          <a key={part.from} href={part.url} target="_blank" rel="noopener noreferrer nofollow">
            {part.text}
          </a>
        ) : (
          part.text
        ),
      )}
    </p>
  );
}
