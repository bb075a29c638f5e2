import { IconPaperclip } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import classes from "./Composer.module.css";
import type { SuggestionList } from "./useSuggestions";

export function Suggestions({ suggestions }: { suggestions: SuggestionList }) {
  const { t } = useTranslation("inbox");
  const { items, active, listId, isOpen } = suggestions;
  if (!isOpen) return null;
  return (
    <div className={classes.suggestions} id={listId} role="listbox" aria-label={t("composer.canned")}>
      {items.map((item, index) => (
        <div
          key={item.id}
          id={`${listId}-${item.id}`}
          role="option"
          aria-selected={index === active}
          tabIndex={-1}
          className={classes.suggestion}
          onMouseDown={(event) => {
            event.preventDefault(); // the field keeps the focus
            item.take();
          }}
        >
          <strong>
            {item.title} {!!item.files && <IconPaperclip size={12} role="img" aria-label={t("composer.files")} />}
          </strong>
          <small>{item.text}</small>
        </div>
      ))}
      {items.length === 0 && <div className={classes.suggestion}>{t("composer.noCanned")}</div>}
    </div>
  );
}
