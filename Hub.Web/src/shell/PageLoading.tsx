import { Center, Loader } from "@mantine/core";

export function PageLoading() {
  return (
    <Center h="100%" mih={240} role="status" aria-busy="true">
      <Loader size="sm" type="dots" />
    </Center>
  );
}
