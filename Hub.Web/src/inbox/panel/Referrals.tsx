import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { fullTime } from "~/i18n/format";
import { useMay } from "~/session/session";
import type { Referral } from "../types";
import classes from "./ContactPanel.module.css";

/** How the contact arrived. The advertisement's own picture is not loaded: it would tell its host who looks. */
export function Referrals({ referrals }: { referrals: Referral[] }) {
  const { t } = useTranslation("inbox");
  const may = useMay();
  if (referrals.length === 0) return null;
  return (
    <section>
      <h3>{t("referral.title")}</h3>
      {referrals.map((one) => (
        <dl key={one.id} className={classes.pairs}>
          <div>
            <dt>{t("referral.source")}</dt>
            <dd>{t(`referral.${one.source}`)}</dd>
          </div>
          {one.title && (
            <div>
              <dt>{t("referral.ad")}</dt>
              <dd>{one.title}</dd>
            </div>
          )}
          {one.adId && (
            <div>
              <dt>{t("referral.adId")}</dt>
              <dd>
                {may("deliveries.read") ? (
                  <Link to="/jobs" search={{ ad: one.adId }}>
                    {one.adId}
                  </Link>
                ) : (
                  one.adId
                )}
              </dd>
            </div>
          )}
          {one.ref && (
            <div>
              <dt>{t("referral.ref")}</dt>
              <dd>{one.ref}</dd>
            </div>
          )}
          <div>
            <dt>{t("referral.at")}</dt>
            <dd>{fullTime(one.occurredAt)}</dd>
          </div>
        </dl>
      ))}
    </section>
  );
}
