import { Alert, Anchor, Button, Code, Group, SimpleGrid, Stack, Table, Text } from "@mantine/core";
import { IconCircleCheck, IconFileSpreadsheet } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { number } from "~/i18n/format";
import { Back } from "~/page/Back";
import { Card } from "~/page/Card";
import { FormFailure } from "~/page/Failure";
import { FileField, isGood } from "~/page/FileField";
import { Form } from "~/page/Form";
import { Page } from "~/page/Page";
import { useDeed } from "~/page/useDeed";
import { attributesQuery, importContacts } from "./api";
import type { ImportResult } from "./types";

const rule = { most: 16 * 1024 * 1024, endings: [".csv", ".txt"] } as const;

/** Contacts out of a file: first a rehearsal that says what would happen, then the deed. */
export function ImportPage() {
  const { t } = useTranslation("contacts");
  const [file, setFile] = useState<File | null>(null);
  const [result, setResult] = useState<ImportResult | null>(null);
  const { data: attributes = [] } = useQuery(attributesQuery);
  const run = useDeed((dryRun: boolean) => importContacts(file ?? new Blob(), dryRun), {
    inForm: true,
    refresh: [["contacts"]],
    after: setResult,
  });
  const columns = ["name", "phone", "email", "notes", ...attributes.map((one) => one.key)];
  const works = result !== null && result.created + result.updated > 0;
  return (
    <Page above={<Back to="/contacts">{t("title")}</Back>} title={t("import.title")} text={t("import.text")}>
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
                {t("import.do", { count: result.created + result.updated })}
              </Button>
            )}
          </Group>
        </Form>
      </Card>
      {result && <Result result={result} />}
    </Page>
  );
}

// As the file calls it.
const columnOf = (field: string): string => (field === "displayName" ? "name" : field.replace(/^attributes\./, ""));

function Result({ result }: { result: ImportResult }) {
  const { t } = useTranslation("contacts");
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
            <Anchor renderRoot={(props) => <Link to="/contacts" {...props} />}>{t("import.look")}</Anchor>
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
