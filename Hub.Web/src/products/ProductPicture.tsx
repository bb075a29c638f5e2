import { Avatar } from "@mantine/core";
import { IconPackage } from "@tabler/icons-react";
import { pictureAddress } from "./api";

/** Small, beside the product's name, which says what it is. */
export function ProductPicture({ id, size = 40 }: { id: string | null | undefined; size?: number }) {
  return (
    <Avatar src={id ? pictureAddress(id) : null} alt="" radius="sm" size={size}>
      <IconPackage size={size / 2} aria-hidden />
    </Avatar>
  );
}
