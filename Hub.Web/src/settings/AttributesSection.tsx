import { Table, Text } from "@mantine/core";
import { IconUserCog } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { attributesQuery } from "~/contacts/api";
import { useMay } from "~/session/session";
import { AttributeForm } from "./AttributeForm";
import { ListSection, RowButtons } from "./ListSection";
import { RemoveButton } from "./RemoveButton";

/** Fields of contacts that a shop adds: size, birthday, kind of skin. */
export function AttributesSection() {
  const { t } = useTranslation("settings");
  const may = useMay()("labels.manage");
  return (
    <ListSection
      title={t("section.attributes")}
      text={t("attributes.text")}
      list={useQuery(attributesQuery)}
      may={may}
      icon={IconUserCog}
      empty={t("attributes.empty")}
      emptyText={t("attributes.emptyText")}
      add={t("attributes.add")}
      row={(attribute, edit) => (
        <>
          <Table.Td>
            <Text fw={600}>{attribute.label}</Text>
            <Text fz="xs" c="dimmed" ff="monospace">
              {attribute.key}
            </Text>
          </Table.Td>
          <Table.Td>
            {t(`attributes.type.${attribute.type}`)}
            {attribute.choices.length > 0 && (
              <Text fz="xs" c="dimmed">
                {attribute.choices.join(", ")}
              </Text>
            )}
          </Table.Td>
          <Table.Td>
            <RowButtons name={attribute.label} may={may} onEdit={edit}>
              <RemoveButton
                path="/contact-attributes"
                id={attribute.id}
                name={attribute.label}
                keys={[["contact-attributes"], ["contacts"]]}
                text={t("attributes.removeText")}
              />
            </RowButtons>
          </Table.Td>
        </>
      )}
      form={(attribute, onDone) => <AttributeForm attribute={attribute} onDone={onDone} />}
      formTitle={(attribute) => t(attribute ? "attributes.edit" : "attributes.add")}
    />
  );
}
