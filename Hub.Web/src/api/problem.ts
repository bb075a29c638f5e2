/** What the hub answers when it will not or cannot: RFC 9457, with a stable code. */
export interface ProblemDocument {
  title: string;
  status: number;
  code: string;
  detail?: string;
  errors?: Record<string, string[]>;
  traceId?: string;
  connectionId?: string;
}

/** A call that failed, in words that a person can read: they come from the hub, in the language of the app. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string | undefined;
  /** By field, as the request names it: `lines[0].unitPrice`. */
  readonly errors: Record<string, string[]>;
  /** The connection that has the account already, where it is of this workspace. */
  readonly connectionId: string | undefined;
  readonly retryAfter: number | undefined;

  constructor(document: ProblemDocument, retryAfter?: number) {
    super(document.title);
    this.name = "ApiProblem";
    this.status = document.status;
    this.code = document.code;
    this.detail = document.detail;
    this.errors = document.errors ?? {};
    this.connectionId = document.connectionId;
    this.retryAfter = retryAfter;
  }

  /** One message a field, as forms take it. */
  get fields(): Record<string, string> {
    return Object.fromEntries(Object.entries(this.errors).map(([field, messages]) => [field, messages.join(" ")]));
  }

  static async of(response: Response): Promise<ApiProblem> {
    const seconds = Number(response.headers.get("Retry-After"));
    const retryAfter = Number.isFinite(seconds) && seconds > 0 ? seconds : undefined;
    const isProblem = response.headers.get("Content-Type")?.includes("problem+json");
    const document = isProblem ? ((await response.json()) as ProblemDocument) : undefined;
    return new ApiProblem(
      document ?? {
        title: response.statusText || `HTTP ${response.status}`,
        status: response.status,
        code: "unreadable",
      },
      retryAfter,
    );
  }
}

/** The hub was not reached: whether the call arrived is not known. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super("unreachable", { cause });
    this.name = "Unreachable";
  }
}

/** Whether the same call may end otherwise in a moment. */
export const isPassing = (error: unknown): boolean =>
  error instanceof Unreachable ||
  (error instanceof ApiProblem &&
    (error.status >= 500 || error.status === 429 || error.code === "idempotent_call_running"));
