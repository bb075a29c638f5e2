namespace Hub.Core.Ingest;

/// <summary>How a webhook request ends. Bodies are constant: they tell a forger nothing.</summary>
/// <param name="Name">For metrics.</param>
public sealed record IntakeAnswer(string Name, int Status, string Body)
{
    public static IntakeAnswer Stored { get; } = new("stored", 200, "ok");

    /// <summary>Of an account that was disconnected: genuine, and not kept.</summary>
    public static IntakeAnswer Ended { get; } = new("ended", 200, "ok");

    public static IntakeAnswer Forged { get; } = new("forged", 401, "unauthorized");

    public static IntakeAnswer Stale { get; } = new("stale", 401, "unauthorized");

    public static IntakeAnswer Malformed { get; } = new("malformed", 400, "bad request");

    public static IntakeAnswer TooLarge { get; } = new("too_large", 413, "payload too large");

    public static IntakeAnswer NoSuchConnector { get; } = new("no_such_connector", 404, "not found");

    /// <summary>Not stored; the platform sends again.</summary>
    public static IntakeAnswer Busy { get; } = new("busy", 503, "try again later");

    public static IntakeAnswer Echo(string body) => new("handshake", 200, body);
}
