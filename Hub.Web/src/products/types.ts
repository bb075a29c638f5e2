import type { Schemas } from "~/api/client";

export type Product = Schemas["ManageProductsResponse"];
