import { Alert, Button, Group } from "@mantine/core";
import { IconAlertCircle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { ApiProblem } from "~/api/problem";
import { wordsOf } from "~/shell/toasts";

/** What could not be loaded, with the way on. */
export function Failure({ error, again }: { error: Error; again: () => unknown }) {
  const { t } = useTranslation("page");
  const { title, message } = wordsOf(error);
  const gone = error instanceof ApiProblem && error.status === 404;
  return (
    <Alert color={gone ? "gray" : "red"} icon={<IconAlertCircle size={18} />} title={title} role="alert" m="md">
      <Group justify="space-between" gap="sm">
        {gone ? t("gone") : message}
        <Button size="xs" variant="default" onClick={() => void again()}>
          {t("again")}
        </Button>
      </Group>
    </Alert>
  );
}

/** Above a form's button, when what went wrong belongs to no field of it. */
export function FormFailure({ error, fields }: { error: Error | null; fields?: readonly string[] }) {
  if (!error) return null;
  const named = error instanceof ApiProblem ? Object.keys(error.errors) : [];
  const elsewhere = named.filter((name) => !fields?.includes(name));
  if (named.length > 0 && elsewhere.length === 0) return null;
  const { title, message } = wordsOf(error);
  const words =
    error instanceof ApiProblem && elsewhere.length > 0
      ? elsewhere.map((name) => error.fields[name]).join(" ")
      : message;
  return (
    <Alert color="red" icon={<IconAlertCircle size={18} />} title={title} role="alert">
      {words}
    </Alert>
  );
}

/** One message a field, as inputs take it. */
export const fieldsOf = (error: Error | null): Record<string, string> =>
  error instanceof ApiProblem ? error.fields : {};
