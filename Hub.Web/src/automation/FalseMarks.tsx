import { Group, MultiSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { labelsQuery } from "~/settings/api";
import { type Marks, outcomes } from "./types";

/** Which hits of a test were false ones: by a label of the conversation, or by what came of it. */
export function FalseMarks({ marks, onChange }: { marks: Marks; onChange: (marks: Marks) => void }) {
  const { t } = useTranslation("automation");
  const { data: labels = [] } = useQuery(labelsQuery);
  return (
    <Group gap="xs" grow align="flex-start">
      <MultiSelect
        label={t("test.falseLabels")}
        data={labels.map((label) => ({ value: label.id, label: label.name }))}
        value={marks.falseLabelIds}
        onChange={(falseLabelIds) => onChange({ ...marks, falseLabelIds })}
        nothingFoundMessage={t("nothing")}
        clearable
      />
      <MultiSelect
        label={t("test.falseOutcomes")}
        data={outcomes.map((value) => ({ value, label: t(`test.outcome.${value}`) }))}
        value={marks.falseOutcomes}
        onChange={(chosen) => onChange({ ...marks, falseOutcomes: outcomes.filter((one) => chosen.includes(one)) })}
        clearable
      />
    </Group>
  );
}
