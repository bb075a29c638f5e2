import { Badge, Table } from "@mantine/core";
import { IconTag } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useMay } from "~/session/session";
import { labelsQuery } from "./api";
import { LabelForm } from "./LabelForm";
import { ListSection, RowButtons } from "./ListSection";
import { RemoveButton } from "./RemoveButton";

export function LabelsSection() {
  const { t } = useTranslation("settings");
  const may = useMay()("labels.manage");
  return (
    <ListSection
      title={t("section.labels")}
      text={t("labels.text")}
      list={useQuery(labelsQuery)}
      may={may}
      icon={IconTag}
      empty={t("labels.empty")}
      emptyText={t("labels.emptyText")}
      add={t("labels.add")}
      row={(label, edit) => (
        <>
          <Table.Td>
            <Badge color={label.color} tt="none" size="lg" autoContrast>
              {label.name}
            </Badge>
          </Table.Td>
          <Table.Td>
            <RowButtons name={label.name} may={may} onEdit={edit}>
              <RemoveButton
                path="/labels"
                id={label.id}
                name={label.name}
                keys={[["labels"]]}
                text={t("labels.removeText")}
              />
            </RowButtons>
          </Table.Td>
        </>
      )}
      form={(label, onDone) => <LabelForm label={label} onDone={onDone} />}
      formTitle={(label) => t(label ? "labels.edit" : "labels.add")}
    />
  );
}
