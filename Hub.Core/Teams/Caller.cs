namespace Hub.Core.Teams;

/// <summary>Who calls: a signed-in member or an API key of a workspace, with what it may do and see.</summary>
/// <param name="Id">The member's or the key's.</param>
/// <param name="Teams">The member's teams; none for a key.</param>
public sealed record Caller(
    Guid WorkspaceId, CallerKind Kind, Guid Id, IReadOnlyList<string> Granted, VisibilityScope Sees, IReadOnlyList<Guid> Teams)
{
    /// <summary>The session that a member came with.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>Begins the <see cref="Actor"/> of a machine.</summary>
    public const string ByKey = "key:";

    /// <summary>For audit entries.</summary>
    public string Actor => $"{(Kind == CallerKind.Member ? "member:" : ByKey)}{Id:N}";

    /// <summary>Null for a machine.</summary>
    public Guid? MemberId => Kind == CallerKind.Member ? Id : null;

    public bool May(string permission) => Granted.Contains(permission) || Granted.Contains(Permissions.All);

    /// <summary>A key sees its whole workspace.</summary>
    public static Caller Key(Guid workspace, Guid id, IReadOnlyList<string> scopes) =>
        new(workspace, CallerKind.ApiKey, id, scopes, VisibilityScope.All, []);

    public static Caller Member(Session session, RoleView role, IReadOnlyList<Guid> teams) =>
        new(session.WorkspaceId, CallerKind.Member, session.MemberId, role.Permissions, role.Sees, teams) { SessionId = session.Id };

    /// <summary>Whether nothing of what decides over answers has changed; what an open stream may go on with.</summary>
    public bool HasRightsOf(Caller other) =>
        Kind == other.Kind && Id == other.Id && Sees == other.Sees
        && Granted.Order(StringComparer.Ordinal).SequenceEqual(other.Granted.Order(StringComparer.Ordinal))
        && Teams.Order().SequenceEqual(other.Teams.Order());
}

public enum CallerKind
{
    ApiKey,
    Member,
}

/// <summary>Which conversations a role lets its members see, and with them their contacts, orders and events.</summary>
public enum VisibilityScope
{
    /// <summary>Those assigned to the member.</summary>
    Own,

    /// <summary>Those of the member's teams, and those assigned to the member.</summary>
    Team,

    /// <summary>The whole workspace's.</summary>
    All,
}
