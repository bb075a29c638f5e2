import { Checkbox } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useMay } from "~/session/session";
import { permissionsQuery } from "./api";
import classes from "./Settings.module.css";

interface Props {
  chosen: string[];
  disabled?: boolean;
  onChange: (chosen: string[]) => void;
}

/** Everything that can be allowed, in words. Nobody gives more than they have. */
export function PermissionMatrix({ chosen, disabled, onChange }: Props) {
  const { t } = useTranslation("settings");
  const may = useMay();
  const { data = [] } = useQuery(permissionsQuery);
  const hasAll = chosen.includes("*");
  return (
    <Checkbox.Group
      label={t("roles.permissions")}
      value={hasAll ? data.map((one) => one.name) : chosen}
      onChange={onChange}
    >
      <div className={classes.matrix} style={{ marginTop: "0.5rem" }}>
        {data
          .filter((permission) => permission.name !== "*" || hasAll)
          .map((permission) => (
            <Checkbox
              key={permission.name}
              value={permission.name}
              label={permission.description}
              disabled={disabled || !may(permission.name)}
            />
          ))}
      </div>
    </Checkbox.Group>
  );
}
