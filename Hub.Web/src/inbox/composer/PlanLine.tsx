import { useTranslation } from "react-i18next";
import type { Plan } from "../types";
import classes from "./Composer.module.css";

/** What the reply will cost of the quota, and what stands against it. */
export function PlanLine({ plan }: { plan: Plan | null }) {
  const { t } = useTranslation("inbox");
  const problem = plan?.problems[0];
  if (problem)
    return (
      <span className={`${classes.plan} ${classes.problem}`} role="alert">
        {problem.text}
      </span>
    );
  return (
    <span className={classes.plan} aria-live="polite">
      {plan && (plan.cost > 1 || plan.messagesLeftAfter !== null) && (
        <>
          {t("plan.cost", { count: plan.cost })}
          {plan.messagesLeftAfter !== null && <> · {t("plan.after", { count: plan.messagesLeftAfter })}</>}
        </>
      )}
    </span>
  );
}
