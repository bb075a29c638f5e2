using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hub.Connectors.Abstractions;

namespace Hub.Tests.Support;

/// <summary>
/// A platform of our own making, for tests of everything around a connector: signed webhooks of one account and any number of messages,
/// sends and checks that answer as the test says.
/// </summary>
public sealed class ScriptedConnector(ConnectorManifest manifest) : IConnector, IReceive, ISend, IVerify, ISyncOrders, IAnswerComments, IManageAutoMessages, IMakeShortLinks
{
    public const string Id = "scripted";
    public const string ChallengeQuery = "challenge";
    public const int WebhookBytes = 4096;
    private const string Secret = "scripted-app-secret-0123456789";
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    public ConnectorManifest Manifest { get; } = manifest;

    public Outcome SendOutcome { get; set; } = new Outcome.Accepted();

    /// <summary>Null for what a platform says of an account's own token.</summary>
    public Outcome? VerifyOutcome { get; set; }

    public ConcurrentQueue<OutboundPart> Sent { get; } = new();

    public bool VerifyThrows { get; set; }

    public static ConnectorManifest NewManifest() => new()
    {
        Id = Id,
        Version = "1.0.0",
        Contract = "1.0",
        EntryType = typeof(ScriptedConnector).FullName!,
        Kinds = [ConnectorKind.Channel, ConnectorKind.Crm],
        Name = new LocalizedText("Scripted", "Kịch bản"),
        Settings = new ManifestSettings
        {
            Connection =
            [
                new SettingField("apiToken", SettingType.Secret, new LocalizedText("Token", "Mã"), Required: true),
                new SettingField("region", SettingType.Choice, new LocalizedText("Region", "Vùng"), Choices: ["vn", "sg"]),
            ],
        },
        Limits = new ConnectorLimits { WebhookBytes = WebhookBytes, WindowHours = 48, WindowMessages = 10, TextLength = 200, CommentHours = 48, CommentQuietHours = 24 },
        Entities = new Dictionary<string, EntityWrites> { ["order"] = new(WriteStrategy.Upsert, "number", 10) },
    };

    /// <summary>A webhook as the platform would post it.</summary>
    public static HttpRequestMessage Webhook(string body, TimeSpan age = default, string? secret = Secret)
    {
        var time = (TimeProvider.System.GetUtcNow() - age).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(HttpMethod.Post, $"/webhooks/{Id}") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Headers.Add("x-time", time);
        if (secret is not null)
            request.Headers.Add("x-signature", Sign(time, Encoding.UTF8.GetBytes(body), secret));
        return request;
    }

    public static string Body(string account, params IEnumerable<(string Key, string User, string Text)> messages) => JsonSerializer.Serialize(new
    {
        account,
        messages = messages.Select(message => new
        {
            key = message.Key,
            user = message.User,
            text = message.Text,
            at = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(),
        }),
    });

    public IReadOnlyList<SettingProblem> Validate(SettingsScope scope, ConnectorSettings settings) =>
        scope == SettingsScope.Connection && settings.Text("apiToken") is { Length: < 8 }
            ? [new SettingProblem("apiToken", new LocalizedText("The token is too short.", "Mã quá ngắn."))]
            : [];

    public WebhookVerdict Verify(WebhookRequest request)
    {
        if (VerifyThrows)
            throw new InvalidOperationException("Broken on purpose.");
        if (request.Method == "GET")
            return request.Query.TryGetValue(ChallengeQuery, out var challenge) ? new WebhookVerdict.Handshake(challenge) : WebhookVerdict.Forged.Instance;
        if (!request.Headers.TryGetValue("X-Signature", out var signature) || !request.Headers.TryGetValue("X-Time", out var time)
            || !CryptographicOperations.FixedTimeEquals(
                Encoding.ASCII.GetBytes(signature), Encoding.ASCII.GetBytes(Sign(time, request.Body.Span, Secret))))
            return WebhookVerdict.Forged.Instance;
        var at = DateTimeOffset.FromUnixTimeSeconds(long.Parse(time, System.Globalization.CultureInfo.InvariantCulture));
        return (TimeProvider.System.GetUtcNow() - at).Duration() > Tolerance ? WebhookVerdict.Stale.Instance : WebhookVerdict.Genuine.Instance;
    }

    public IReadOnlyList<RoutedPayload>? Route(WebhookRequest request)
    {
        try
        {
            using var json = JsonDocument.Parse(request.Body);
            return [new RoutedPayload(json.RootElement.GetProperty("account").GetString()!, request.Body)];
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    public ParsedPayload Parse(ReadOnlyMemory<byte> payload)
    {
        using var json = JsonDocument.Parse(payload);
        if (!json.RootElement.TryGetProperty("messages", out var messages))
            return ParsedPayload.Failed(new Reason("scripted/no-messages"));
        return new ParsedPayload([.. messages.EnumerateArray().Select(Message)]);
    }

    public SendPlan Plan(ConnectionContext connection, OutboundDraft draft) =>
        draft.Contents.Any(content => content.Text?.Length > 200)
            ? SendPlan.No("text", new LocalizedText("The text is too long.", "Tin nhắn quá dài."))
            : new SendPlan(draft.Contents);

    public Task<Outcome> Send(ConnectionContext connection, OutboundPart part, CancellationToken cancellation)
    {
        Sent.Enqueue(part);
        return Task.FromResult(SendOutcome is Outcome.Accepted ? new Outcome.Accepted($"out-{part.CorrelationId}") : SendOutcome);
    }

    public Task<Outcome> Verify(ConnectionContext connection, CancellationToken cancellation) => Task.FromResult(
        VerifyOutcome ?? new Outcome.Accepted(connection.AccountId is { Length: > 0 } own ? own : "learnt-account"));

    public Task<BatchAnswer> Upsert(ConnectionContext connection, IReadOnlyList<WriteItem<CrmOrder>> batch, CancellationToken cancellation) =>
        Task.FromResult(new BatchAnswer([.. batch.Select(item => new WriteResult(item.Key, new Outcome.Accepted($"crm-{item.Key}")))]));

    /// <summary>As the platform keeps it for all accounts.</summary>
    public CommentSwitch CommentsOn { get; set; } = new(new Outcome.Accepted(), false);

    public ConcurrentQueue<(string Comment, OutboundPart Part)> Answered { get; } = new();

    public Task<CommentSwitch> Comments(ConnectionContext connection, CancellationToken cancellation) => Task.FromResult(CommentsOn);

    public Task<Outcome> SwitchComments(ConnectionContext connection, bool on, CancellationToken cancellation)
    {
        if (CommentsOn.Outcome is Outcome.Accepted)
            CommentsOn = CommentsOn with { IsOn = on };
        return Task.FromResult(CommentsOn.Outcome);
    }

    public Task<Outcome> Answer(ConnectionContext connection, string commentKey, OutboundPart part, CancellationToken cancellation)
    {
        Answered.Enqueue((commentKey, part));
        return Task.FromResult(SendOutcome is Outcome.Accepted ? new Outcome.Accepted($"out-{part.CorrelationId}") : SendOutcome);
    }

    public IReadOnlyList<AutoMessageRule> AutoMessageRules { get; } =
        [new(AutoMessageKind.ChatPrompt, 2, 18, 150, CanBeDeleted: true, CanBeSorted: true)];

    public AutoMessagesAnswer Auto { get; set; } = new([new AutoMessageGroup(AutoMessageKind.ChatPrompt, false, [])]);

    /// <summary>What the next lists fail by, one after the other; null for one that does not fail.</summary>
    public ConcurrentQueue<Outcome?> AutoFailures { get; } = new();

    public Task<AutoMessagesAnswer> AutoMessages(ConnectionContext connection, CancellationToken cancellation) => Task.FromResult(
        AutoFailures.TryDequeue(out var failure) && failure is not null ? new AutoMessagesAnswer([], failure) : Auto);

    public Task<Outcome> SaveAutoMessage(
        ConnectionContext connection, AutoMessageDraft draft, string? id, CancellationToken cancellation) => Change(group =>
    {
        var message = new AutoMessage(id ?? $"auto-{group.Messages.Count + 1}", draft.Title, draft.Text, AutoMessageReview.Reviewing);
        return group with { Messages = [.. group.Messages.Where(known => known.Id != id), message] };
    });

    public Task<Outcome> SwitchAutoMessages(
        ConnectionContext connection, AutoMessageKind kind, bool on, CancellationToken cancellation) => Change(group => group with { IsOn = on });

    public Task<Outcome> DeleteAutoMessage(
        ConnectionContext connection, AutoMessageKind kind, string id, CancellationToken cancellation) =>
        Change(group => group with { Messages = [.. group.Messages.Where(known => known.Id != id)] });

    public Task<Outcome> SortAutoMessages(
        ConnectionContext connection, AutoMessageKind kind, IReadOnlyList<string> ids, CancellationToken cancellation) =>
        Change(group => group with { Messages = [.. ids.Select(id => group.Messages.Single(known => known.Id == id))] });

    public ShortLinkRules ShortLinkRules { get; } = new(40, 100);

    public IReadOnlyList<SettingProblem> CheckShortLink(ShortLinkDraft draft) =>
        draft.Ref.Length > 40 ? [new SettingProblem("ref", new LocalizedText("Too long.", "Quá dài."))] : [];

    public Uri ShortLink(ShortLinkDraft draft) => new($"https://scripted.example/{draft.Account}?ref={draft.Ref}&text={draft.Text}");

    private Task<Outcome> Change(Func<AutoMessageGroup, AutoMessageGroup> change)
    {
        Auto = new AutoMessagesAnswer([change(Auto.Groups[0])]);
        return Task.FromResult<Outcome>(new Outcome.Accepted());
    }

    private static MessageEvent Message(JsonElement message) => new()
    {
        EventKey = message.GetProperty("key").GetString()!,
        MessageKey = message.GetProperty("key").GetString()!,
        OccurredAt = DateTimeOffset.FromUnixTimeMilliseconds(message.GetProperty("at").GetInt64()),
        Direction = MessageDirection.Inbound,
        ConversationKey = "thread-" + message.GetProperty("user").GetString(),
        Contact = new Participant([new Identity("user", message.GetProperty("user").GetString()!)], "Name of " + message.GetProperty("user").GetString()),
        Content = MessageContent.OfText(message.GetProperty("text").GetString()!),
    };

    private static string Sign(string time, ReadOnlySpan<byte> body, string secret)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.ASCII.GetBytes(time + "."));
        hmac.AppendData(body);
        return Convert.ToHexStringLower(hmac.GetHashAndReset());
    }
}
