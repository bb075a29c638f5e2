import { notifications } from "@mantine/notifications";
import i18next from "i18next";
import { ApiProblem, Unreachable } from "~/api/problem";

/** What went wrong, in the hub's own words where it has some. */
export function wordsOf(error: unknown): { title: string; message: string } {
  if (error instanceof ApiProblem) {
    const fields = Object.values(error.errors).flat();
    return { title: error.message, message: error.detail ?? fields.join(" ") };
  }
  const kind = error instanceof Unreachable ? "unreachable" : "unexpected";
  return { title: i18next.t(`shell:error.${kind}.title`), message: i18next.t(`shell:error.${kind}.message`) };
}

export function toastError(error: unknown): void {
  notifications.show({ color: "red", autoClose: 8000, role: "alert", ...closeButton(), ...wordsOf(error) });
}

export function toast(message: string): void {
  notifications.show({ message, autoClose: 3500, role: "status", ...closeButton() });
}

// The library gives it no name.
const closeButton = () => ({ closeButtonProps: { "aria-label": i18next.t("shell:close") } });
