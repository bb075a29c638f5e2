namespace Hub.Connectors.Abstractions;

/// <summary>A person as one channel names them.</summary>
/// <param name="Identities">At least one. All of them are the same person by the platform's own word, the strongest first.</param>
/// <param name="DisplayName">As shown by the platform; null when it does not say.</param>
/// <param name="Phone">
/// With country code, digits and a leading plus; null when unknown. Of an echo it is where the business wrote to, which is no news of the number that the
/// person has: the host takes it only where it knows none.
/// </param>
public sealed record Participant(IReadOnlyList<Identity> Identities, string? DisplayName = null, string? Phone = null)
{
    /// <summary>Shows identities' schemes only: the rest is personal.</summary>
    public override string ToString() => $"Participant({string.Join(", ", Identities.Select(identity => identity.Scheme))})";
}

/// <param name="Scheme">What kind of id: <c>user</c>, <c>wa_id</c>, <c>bsuid</c>, <c>psid</c>.</param>
public sealed record Identity(string Scheme, string Value)
{
    public override string ToString() => $"Identity({Scheme})";
}
