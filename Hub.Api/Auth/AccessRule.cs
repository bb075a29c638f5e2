namespace Hub.Api.Auth;

/// <summary>Who may call an endpoint. Every endpoint has exactly one; a test walks them all.</summary>
/// <param name="Permission">Set for <see cref="AccessKind.Permission"/>.</param>
internal sealed record AccessRule(AccessKind Who, string? Permission = null);

internal enum AccessKind
{
    /// <summary>Whoever has the named permission.</summary>
    Permission,

    /// <summary>Any signed-in member, for what is their own.</summary>
    Member,

    /// <summary>Any member or key.</summary>
    Caller,

    /// <summary>Anybody: signing in, health, the app's files.</summary>
    Anybody,
}
