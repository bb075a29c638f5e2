import { Alert, Button, Checkbox, Group, Stack, Table, Text, Textarea } from "@mantine/core";
import { IconAlertTriangle, IconFileText } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormFailure } from "~/page/Failure";
import { FileField, isGood } from "~/page/FileField";
import { Form } from "~/page/Form";
import { useDeed } from "~/page/useDeed";
import { importKeywords } from "./api";
import type { ImportResult } from "./types";

const rule = { most: 1024 * 1024, endings: [".txt", ".csv", ".json"] } as const;

/** A new version, from a file or pasted. One bad line spoils no other. */
export function KeywordImport({ listId, onDone }: { listId: string; onDone: () => void }) {
  const { t } = useTranslation("signals");
  const [file, setFile] = useState<File | null>(null);
  const [pasted, setPasted] = useState("");
  const [activate, setActivate] = useState(true);
  const [result, setResult] = useState<ImportResult | null>(null);
  const upload = useDeed(() => importKeywords(listId, file ?? new Blob([pasted], { type: "text/plain" }), activate), {
    inForm: true,
    says: ({ count }) => t("import.done", { count }),
    refresh: [["keyword-lists"]],
    after: (answer) => (answer.problems.length > 0 ? setResult(answer) : onDone()),
  });
  if (result) return <Problems result={result} onDone={onDone} />;
  return (
    <Form onSubmit={() => upload.mutate()}>
      <FormFailure error={upload.error} />
      <FileField
        label={t("import.file")}
        description={t("import.fileHelp")}
        placeholder={t("import.choose")}
        icon={<IconFileText size={16} />}
        rule={rule}
        value={file}
        onChange={setFile}
      />
      <Textarea
        label={t("import.paste")}
        placeholder={t("import.pasteExample")}
        value={pasted}
        onChange={(event) => setPasted(event.currentTarget.value)}
        minRows={6}
        autosize
        maxRows={14}
        disabled={file !== null}
      />
      <Checkbox
        label={t("import.activate")}
        description={t("import.activateHelp")}
        checked={activate}
        onChange={(event) => setActivate(event.currentTarget.checked)}
      />
      <Group justify="flex-end">
        <Button type="submit" loading={upload.isPending} disabled={file ? !isGood(file, rule) : !pasted.trim()}>
          {t("import.do")}
        </Button>
      </Group>
    </Form>
  );
}

function Problems({ result, onDone }: { result: ImportResult; onDone: () => void }) {
  const { t } = useTranslation("signals");
  return (
    <Stack>
      <Alert color="orange" icon={<IconAlertTriangle size={18} />} title={t("import.done", { count: result.count })}>
        {t("import.left", { count: result.problems.length })}
      </Alert>
      <Table aria-label={t("import.left", { count: result.problems.length })}>
        <Table.Tbody>
          {result.problems.map((problem) => (
            <Table.Tr key={`${problem.line} ${problem.code}`}>
              <Table.Td w="6rem">
                <Text fz="sm">{problem.line === 0 ? t("import.whole") : t("import.line", { line: problem.line })}</Text>
              </Table.Td>
              <Table.Td>{problem.message}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Group justify="flex-end">
        <Button onClick={onDone}>{t("import.close")}</Button>
      </Group>
    </Stack>
  );
}
