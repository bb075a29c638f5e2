using Hub.Core.Teams;

namespace Hub.Api.Teams;

/// <summary>A named set of permissions, and which conversations its members see.</summary>
public sealed record RoleResponse(Guid Id, string Name, IReadOnlyList<string> Permissions, VisibilityScope Sees, bool IsBuiltIn)
{
    internal static RoleResponse Of(RoleView role, string language) =>
        new(role.Id, role.Name.In(language), role.Permissions, role.Sees, role.IsBuiltIn);
}
