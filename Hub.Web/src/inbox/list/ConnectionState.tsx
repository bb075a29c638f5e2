import { IconCloudOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useConnected } from "../live/useLive";
import classes from "./ListPane.module.css";

/** Says so while nothing new can arrive; quiet otherwise. */
export function ConnectionState() {
  const { t } = useTranslation("inbox");
  const connected = useConnected();
  return (
    <div role="status">
      {connected === "down" && (
        <div className={classes.offline}>
          <IconCloudOff size={14} aria-hidden />
          {t("list.offline")}
        </div>
      )}
    </div>
  );
}
