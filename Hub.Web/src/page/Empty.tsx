import { Center, Stack, Text, ThemeIcon, Title } from "@mantine/core";
import type { Icon } from "@tabler/icons-react";
import type { ReactNode } from "react";

interface Props {
  icon: Icon;
  title: string;
  text: ReactNode;
  /** What to do about it. */
  children?: ReactNode;
}

/** Where nothing is yet: says what would be here, and how it comes. */
export function Empty({ icon: Icon, title, text, children }: Props) {
  return (
    <Center p={{ base: "lg", sm: "xl" }} mih="14rem">
      <Stack align="center" gap="xs" maw="28rem" ta="center">
        <ThemeIcon size={48} radius="xl" variant="light" aria-hidden>
          <Icon size={24} stroke={1.5} />
        </ThemeIcon>
        <Title order={3} mt={4}>
          {title}
        </Title>
        <Text c="dimmed">{text}</Text>
        {children && <Stack mt="xs">{children}</Stack>}
      </Stack>
    </Center>
  );
}
