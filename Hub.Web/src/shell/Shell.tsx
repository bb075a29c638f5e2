import { Outlet } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { navigation } from "~/features";
import { Live } from "~/inbox/live/Live";
import { SignedIn } from "~/session/SignedIn";
import { PageLoading } from "./PageLoading";
import classes from "./Shell.module.css";
import { SideBar } from "./SideBar";

const Palette = lazy(() => import("./Palette").then((module) => ({ default: module.Palette })));

export function Shell() {
  return (
    <SignedIn>
      <Frame />
    </SignedIn>
  );
}

/** What stands around every page of somebody who is signed in. */
function Frame() {
  const { t } = useTranslation(["shell", "notifications", ...new Set(navigation.map((item) => item.feature))]);
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#page">
        {t("shell:skip")}
      </a>
      <Live />
      <SideBar />
      <main id="page" className={classes.page} tabIndex={-1}>
        <Suspense fallback={<PageLoading />}>
          <Outlet />
        </Suspense>
      </main>
      <Suspense>
        <Palette />
      </Suspense>
    </div>
  );
}
