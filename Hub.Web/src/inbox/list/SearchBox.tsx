import { CloseButton, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useInbox } from "../InboxContext";

/** Finds without accents; the hub folds the text as it folds what it keeps. */
export function SearchBox() {
  const { t } = useTranslation("inbox");
  const { search, setSearch } = useInbox();
  const [text, setText] = useState(search.q ?? "");
  const apply = useDebouncedCallback((value: string) => setSearch({ q: value.trim() || undefined }), 250);
  // The address follows what is typed, later; only what comes from elsewhere, such as a saved view, is taken from it.
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (document.activeElement !== field.current) setText(search.q ?? "");
  }, [search.q]);
  const clear = () => {
    apply.cancel();
    setText("");
    setSearch({ q: undefined });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== "Escape") return;
    clear();
    event.currentTarget.blur();
  };
  return (
    <TextInput
      ref={field}
      id="inbox-search"
      type="search"
      role="searchbox"
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        apply(event.currentTarget.value);
      }}
      onKeyDown={onKeyDown}
      placeholder={t("list.search")}
      aria-label={t("list.search")}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={text && <CloseButton size="sm" onClick={clear} aria-label={t("list.clear")} />}
      autoComplete="off"
    />
  );
}
