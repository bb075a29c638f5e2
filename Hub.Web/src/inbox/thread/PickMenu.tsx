import { ActionIcon, Menu, TextInput, Tooltip } from "@mantine/core";
import { type Icon, IconSearch } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { fold } from "~/i18n/fold";
import { type MenuName, useInbox } from "../InboxContext";

export interface Choice {
  id: string;
  name: string;
  left?: ReactNode;
  isChosen?: boolean;
  /** A heading before it. */
  heading?: string;
}

interface Props {
  menu: MenuName;
  icon: Icon;
  label: string;
  keys: string;
  choices: Choice[];
  nothing: string;
  onPick: (choice: Choice) => void;
  staysOpen?: boolean;
  children?: ReactNode;
}

const searchFrom = 8;

/** A menu of names in the thread's header, opened by mouse or key, searched without accents when it is long. */
export function PickMenu({ menu, icon: Mark, label, keys, choices, nothing, onPick, staysOpen, children }: Props) {
  const { t } = useTranslation("inbox");
  const inbox = useInbox();
  const [query, setQuery] = useState("");
  const shown = choices.filter((choice) => fold(choice.name).includes(fold(query)));
  const onChange = (opened: boolean) => {
    setQuery("");
    inbox.setMenu(opened ? menu : null);
  };
  return (
    <Menu
      opened={inbox.menu === menu}
      onChange={onChange}
      width={250}
      position="bottom-end"
      closeOnItemClick={!staysOpen}
      returnFocus
    >
      <Menu.Target>
        <Tooltip label={`${label} (${keys})`} disabled={inbox.menu === menu}>
          <ActionIcon aria-label={label}>
            <Mark size={18} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown mah="60vh" style={{ overflow: "auto" }}>
        {choices.length >= searchFrom && (
          <TextInput
            size="xs"
            m={4}
            value={query}
            onChange={(event) => setQuery(event.currentTarget.value)}
            onKeyDown={(event) => event.key !== "ArrowDown" && event.key !== "Escape" && event.stopPropagation()}
            placeholder={t("pick.search")}
            aria-label={t("pick.search")}
            leftSection={<IconSearch size={13} />}
            data-autofocus
          />
        )}
        {shown.map((choice) => (
          <div key={choice.id}>
            {choice.heading && !query && <Menu.Label>{choice.heading}</Menu.Label>}
            <Menu.Item
              role={staysOpen ? "menuitemcheckbox" : "menuitemradio"}
              aria-checked={choice.isChosen ?? false}
              leftSection={choice.left}
              rightSection={choice.isChosen ? "✓" : null}
              onClick={() => onPick(choice)}
            >
              {choice.name}
            </Menu.Item>
          </div>
        ))}
        {shown.length === 0 && <Menu.Label>{nothing}</Menu.Label>}
        {children}
      </Menu.Dropdown>
    </Menu>
  );
}
