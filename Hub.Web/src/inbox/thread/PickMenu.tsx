import { ActionIcon, Menu, Tooltip } from "@mantine/core";
import { type Icon, IconSearch } from "@tabler/icons-react";
import { Fragment, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { fold } from "~/i18n/fold";
import { type MenuName, useInbox } from "../InboxContext";

export interface Choice {
  id: string;
  name: string;
  left?: ReactNode;
  isChosen: boolean;
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
  /** Any number of them, one after the other. */
  isMultiple?: boolean;
}

const searchFrom = 8;

/** A menu of names in the thread's header, opened by mouse or key, searched without accents when it is long. */
export function PickMenu({ menu, icon: Mark, label, keys, choices, nothing, onPick, isMultiple }: Props) {
  const { t } = useTranslation("inbox");
  const inbox = useInbox();
  const [query, setQuery] = useState("");
  const isOpen = inbox.menu === menu;
  const shown = choices.filter((choice) => fold(choice.name).includes(fold(query)));
  const item = (choice: Choice) => {
    const props = { value: choice.id, checked: choice.isChosen, onChange: () => onPick(choice) };
    const content = (
      <span className="hub-choice">
        {choice.left}
        {choice.name}
      </span>
    );
    return isMultiple ? (
      <Menu.CheckboxItem {...props}>{content}</Menu.CheckboxItem>
    ) : (
      <Menu.RadioItem {...props} closeMenuOnClick>
        {content}
      </Menu.RadioItem>
    );
  };
  return (
    <Menu
      opened={isOpen}
      onChange={(opened) => inbox.setMenu(opened ? menu : null)}
      width={250}
      position="bottom-end"
      returnFocus
    >
      <Menu.Target>
        <Tooltip label={`${label} (${keys})`} disabled={isOpen}>
          <ActionIcon aria-label={label} aria-haspopup="menu" aria-expanded={isOpen}>
            <Mark size={18} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown mah="60vh" style={{ overflow: "auto" }}>
        {choices.length >= searchFrom && (
          <Menu.Search
            size="xs"
            value={query}
            onChange={(event) => setQuery(event.currentTarget.value)}
            placeholder={t("pick.search")}
            aria-label={t("pick.search")}
            leftSection={<IconSearch size={13} aria-hidden />}
          />
        )}
        {shown.map((choice) => (
          <Fragment key={choice.id}>
            {choice.heading && !query && <Menu.Label>{choice.heading}</Menu.Label>}
            {item(choice)}
          </Fragment>
        ))}
        {shown.length === 0 && <Menu.Label>{nothing}</Menu.Label>}
      </Menu.Dropdown>
    </Menu>
  );
}
