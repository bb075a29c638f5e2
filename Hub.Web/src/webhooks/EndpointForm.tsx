import { Button, Checkbox, Group, SimpleGrid, Switch, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormFailure, fieldsOf } from "~/page/Failure";
import { Form } from "~/page/Form";
import { useDeed } from "~/page/useDeed";
import { changeEndpoint, createEndpoint, eventTypesQuery } from "./api";
import { SecretShown } from "./SecretShown";
import type { Endpoint } from "./types";

const refresh = [["webhook-endpoints"]];

/** An endpoint, new or as it is. A new one's secret is shown once. */
export function EndpointForm({ endpoint, onDone }: { endpoint: Endpoint | null; onDone: () => void }) {
  const { t } = useTranslation("webhooks");
  const types = useQuery(eventTypesQuery);
  const [url, setUrl] = useState(endpoint?.url ?? "");
  const [description, setDescription] = useState(endpoint?.description ?? "");
  const [events, setEvents] = useState(endpoint?.events ?? []);
  const [enabled, setEnabled] = useState(endpoint ? endpoint.state === "active" : true);
  const store = useDeed(
    async () => {
      const form = { url: url.trim(), description: description.trim(), events };
      if (!endpoint) return (await createEndpoint(form)).secret;
      const moved = enabled === (endpoint.state === "active") ? {} : { enabled };
      await changeEndpoint(endpoint.id, { ...form, ...moved });
      return undefined;
    },
    { inForm: true, refresh, after: (secret) => !secret && onDone() },
  );
  const errors = fieldsOf(store.error);
  if (store.data) return <SecretShown secret={store.data} onDone={onDone} />;
  return (
    <Form onSubmit={() => store.mutate()}>
      <FormFailure error={store.error} fields={["url", "description", "events"]} />
      <TextInput
        label={t("url")}
        description={t("urlHelp")}
        placeholder="https://crm.example.com/hub"
        type="url"
        value={url}
        onChange={(event) => setUrl(event.currentTarget.value)}
        error={errors.url}
        required
        data-autofocus
      />
      <TextInput
        label={t("description")}
        placeholder={t("descriptionExample")}
        maxLength={200}
        value={description}
        onChange={(event) => setDescription(event.currentTarget.value)}
        error={errors.description}
      />
      <Checkbox.Group
        label={t("events")}
        description={t("eventsHelp")}
        value={events}
        onChange={setEvents}
        error={errors.events}
        required
      >
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs" mt="xs">
          {types.data?.map((type) => (
            <Checkbox key={type.name} value={type.name} label={type.description} description={type.name} />
          ))}
        </SimpleGrid>
      </Checkbox.Group>
      {endpoint && (
        <Switch
          label={t("enabled")}
          description={endpoint.wayOn ?? t("enabledHelp")}
          checked={enabled}
          onChange={(event) => setEnabled(event.currentTarget.checked)}
        />
      )}
      <Group justify="flex-end">
        <Button type="submit" loading={store.isPending} disabled={events.length === 0}>
          {t(endpoint ? "save" : "add")}
        </Button>
      </Group>
    </Form>
  );
}
