import { call } from "~/api/call";
import { type Language, speak } from "~/i18n/i18n";
import { queryClient } from "./query";
import { toastError } from "./toasts";

/** Speaks it at once, and remembers it with the member. Texts that the hub made are asked for anew. */
export async function chooseLanguage(language: Language): Promise<void> {
  await speak(language);
  try {
    await call("PATCH", "/session/member", { body: { language } });
  } catch (error) {
    toastError(error);
  }
  await queryClient.invalidateQueries();
}
