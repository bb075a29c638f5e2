import { Alert, Button, Code, Group, SimpleGrid, Stack, Table, Text } from "@mantine/core";
import { IconCircleCheck, IconFileSpreadsheet } from "@tabler/icons-react";
import type { QueryKey } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "~/api/client";
import { number } from "~/i18n/format";
import { Card } from "./Card";
import { FormFailure } from "./Failure";
import { FileField, isGood } from "./FileField";
import { Form } from "./Form";
import { useDeed } from "./useDeed";

export type ImportResult = Schemas["ImportResponse"];

const rule = { most: 16 * 1024 * 1024, endings: [".csv", ".txt"] } as const;

interface Props {
  columns: string[];
  send: (file: Blob, dryRun: boolean) => Promise<ImportResult>;
  refresh: QueryKey[];
  /** What the button says that does it. */
  doLabel: (count: number) => string;
  /** The way to what was imported. */
  look: ReactNode;
  /** A field of the hub as the file calls it. */
  columnOf?: (field: string) => string;
}

/** Rows out of a file: first a rehearsal that says what would happen, then the deed. */
export function CsvImport({ columns, send, refresh, doLabel, look, columnOf = (field) => field }: Props) {
  const { t } = useTranslation("page");
  const [file, setFile] = useState<File | null>(null);
  const [result, setResult] = useState<ImportResult | null>(null);
  const run = useDeed((dryRun: boolean) => send(file ?? new Blob(), dryRun), {
    inForm: true,
    refresh,
    after: setResult,
  });
  const works = result !== null && result.created + result.updated > 0;
  return (
    <>
      <Card>
        <Form onSubmit={() => run.mutate(true)}>
          <FormFailure error={run.error} />
          <FileField
            label={t("import.file")}
            description={t("import.fileHelp")}
            placeholder={t("import.choose")}
            icon={<IconFileSpreadsheet size={16} />}
            rule={rule}
            value={file}
            onChange={(chosen) => {
              setFile(chosen);
              setResult(null);
              run.reset();
            }}
          />
          <Text fz="sm" c="dimmed">
            {t("import.columns")} <Code>{columns.join(", ")}</Code>
          </Text>
          <Group>
            <Button
              type="submit"
              variant={result ? "default" : "filled"}
              disabled={!isGood(file, rule)}
              loading={run.isPending && run.variables}
            >
              {t("import.rehearse")}
            </Button>
            {result?.dryRun && works && (
              <Button loading={run.isPending && run.variables === false} onClick={() => run.mutate(false)}>
                {doLabel(result.created + result.updated)}
              </Button>
            )}
          </Group>
        </Form>
      </Card>
      {result && <Result result={result} look={look} columnOf={columnOf} />}
    </>
  );
}

interface ResultProps {
  result: ImportResult;
  look: ReactNode;
  columnOf: (field: string) => string;
}

function Result({ result, look, columnOf }: ResultProps) {
  const { t } = useTranslation("page");
  const counts = [
    ["created", result.created],
    ["updated", result.updated],
    ["unchanged", result.unchanged],
    ["failed", result.failed],
  ] as const;
  return (
    <Card title={t(result.dryRun ? "import.would" : "import.did")}>
      <Stack>
        {!result.dryRun && (
          <Alert color="green" icon={<IconCircleCheck size={18} />} role="status">
            {look}
          </Alert>
        )}
        <SimpleGrid cols={{ base: 2, sm: 4 }}>
          {counts.map(([name, count]) => (
            <Stack key={name} gap={0}>
              <Text fz="xl" fw={650} {...(name === "failed" && count > 0 && { c: "var(--hub-bad)" })}>
                {number(count)}
              </Text>
              <Text fz="sm" c="dimmed">
                {t(`import.count.${name}`)}
              </Text>
            </Stack>
          ))}
        </SimpleGrid>
        {result.errors.length > 0 && (
          <Table aria-label={t("import.errors")}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t("import.line")}</Table.Th>
                <Table.Th>{t("import.column")}</Table.Th>
                <Table.Th>{t("import.errors")}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {result.errors.map((error) => (
                <Table.Tr key={`${error.line} ${error.field} ${error.message}`}>
                  <Table.Td>{number(error.line)}</Table.Td>
                  <Table.Td ff="monospace">{columnOf(error.field)}</Table.Td>
                  <Table.Td>{error.message}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Stack>
    </Card>
  );
}
