using Hub.Connectors.Abstractions;

namespace Hub.Core.Teams;

/// <summary>A built-in role or one of the workspace's own.</summary>
public sealed record RoleView(Guid Id, LocalizedText Name, IReadOnlyList<string> Permissions, VisibilityScope Sees, bool IsBuiltIn)
{
    // A role that is gone gives nothing: its members can sign in and see that they may do nothing.
    private static readonly LocalizedText Gone = new("No role", "Không có vai trò");

    /// <param name="row">The workspace's role of that id, if it has one.</param>
    public static RoleView Of(Guid id, Role? row) =>
        row is not null ? Of(row)
        : BuiltInRoles.Find(id) is { } role ? Of(role)
        : new RoleView(id, Gone, [], VisibilityScope.Own, IsBuiltIn: false);

    public static RoleView Of(BuiltInRole role) => new(role.Id, role.Name, role.Permissions, role.Sees, IsBuiltIn: true);

    public static RoleView Of(Role row) => new(
        row.Id, new LocalizedText(row.Name, row.Name), row.Permissions.Split(' ', StringSplitOptions.RemoveEmptyEntries), row.Sees,
        IsBuiltIn: false);
}
