import i18next from "i18next";
import { initReactI18next } from "react-i18next";

export const languages = ["vi", "en"] as const;
export type Language = (typeof languages)[number];

// Each feature keeps its texts in its own folder: src/inbox/vi.json is the namespace "inbox".
const texts = import.meta.glob<{ default: object }>("../*/{vi,en}.json");
const stored = "hub.language";

export const isLanguage = (value: unknown): value is Language => languages.includes(value as Language);

function firstLanguage(): Language {
  const chosen = localStorage.getItem(stored);
  if (isLanguage(chosen)) return chosen;
  const wanted = navigator.languages.map((name) => name.slice(0, 2)).find(isLanguage);
  return wanted ?? "vi";
}

export async function startI18n(): Promise<void> {
  await i18next
    .use({
      type: "backend",
      init: () => {},
      read: (language: string, namespace: string, done: (error: Error | null, texts: object | null) => void) => {
        const load = texts[`../${namespace}/${language}.json`];
        if (!load) done(new Error(`No texts for ${namespace} in ${language}`), null);
        else
          load().then(
            (module) => done(null, module.default),
            (error: Error) => done(error, null),
          );
      },
    })
    .use(initReactI18next)
    .init({
      lng: firstLanguage(),
      fallbackLng: false,
      ns: ["shell"],
      defaultNS: "shell",
      interpolation: { escapeValue: false }, // React escapes
      returnNull: false,
    });
  document.documentElement.lang = i18next.language;
}

export async function speak(language: Language): Promise<void> {
  localStorage.setItem(stored, language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

export const language = (): Language => (isLanguage(i18next.language) ? i18next.language : "vi");
