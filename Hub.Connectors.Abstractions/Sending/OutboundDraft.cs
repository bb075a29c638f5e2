namespace Hub.Connectors.Abstractions;

/// <summary>What a person or a rule wants to say, before it is parted into the platform's messages.</summary>
/// <param name="Contents">In the order in which they should arrive.</param>
/// <param name="Tag">A window tag of the manifest, for an answer outside the window.</param>
public sealed record OutboundDraft(IReadOnlyList<MessageContent> Contents, string? QuotedMessageKey = null, string? Tag = null);

/// <param name="Parts">One entry per platform message. Its count is what the draft costs of the window's quota.</param>
/// <param name="Refused">Set when the platform cannot carry the draft; then <paramref name="Parts"/> is empty.</param>
public sealed record SendPlan(IReadOnlyList<MessageContent> Parts, SettingProblem? Refused = null)
{
    public static SendPlan No(string field, LocalizedText why) => new([], new SettingProblem(field, why));
}

/// <summary>One platform message on its way out.</summary>
/// <param name="CorrelationId">The hub's id; connectors give it along where the platform returns it.</param>
/// <param name="Media">The bytes of <see cref="MessageContent.Media"/>, in the same order.</param>
public sealed record OutboundPart(
    string CorrelationId,
    Recipient To,
    MessageContent Content,
    IReadOnlyList<OutboundMedia> Media,
    string? QuotedMessageKey = null,
    string? Tag = null)
{
    public override string ToString() => $"OutboundPart({CorrelationId}, {Content.Kind})";
}

/// <param name="Identities">The contact's identities on this connection, the strongest first.</param>
public sealed record Recipient(string? ConversationKey, IReadOnlyList<Identity> Identities)
{
    /// <summary>
    /// The number that the person has now, as <see cref="Participant.Phone"/>; null when unknown. For channels whose identities are numbers: whoever
    /// has changed theirs has several. Since contract 1.7.
    /// </summary>
    public string? Phone { get; init; }

    public string? Identity(string scheme) => Identities.FirstOrDefault(identity => identity.Scheme == scheme)?.Value;

    public override string ToString() => "Recipient";
}

public sealed record OutboundMedia(string ContentType, string FileName, ReadOnlyMemory<byte> Bytes)
{
    public override string ToString() => $"OutboundMedia({ContentType}, {Bytes.Length} bytes)";
}
