using Hub.Connectors.Abstractions;

namespace Hub.Core.Teams;

/// <summary>
/// The roles that every workspace has. They are code and no rows, so that what a later version brings reaches them; their ids are the
/// same everywhere.
/// </summary>
public static class BuiltInRoles
{
    public static BuiltInRole Owner { get; } = new(Of(1), new("Owner", "Chủ sở hữu"), [Permissions.All], VisibilityScope.All);

    public static BuiltInRole Admin { get; } = new(
        Of(2), new("Admin", "Quản trị viên"),
        [.. Permissions.Known.Except([Permissions.All, Permissions.Operate])], VisibilityScope.All);

    public static BuiltInRole Supervisor { get; } = new(
        Of(3), new("Supervisor", "Giám sát"),
        [
            Permissions.ConversationsRead, Permissions.ConversationsWrite, Permissions.MessagesSend, Permissions.ContactsRead,
            Permissions.ContactsWrite, Permissions.ContactsExport, Permissions.OrdersRead, Permissions.OrdersWrite, Permissions.ProductsManage,
            Permissions.BookingsRead, Permissions.BookingsWrite, Permissions.ServicesManage,
            Permissions.LabelsManage, Permissions.ConnectionsRead, Permissions.SignalsRead, Permissions.SignalsExport, Permissions.KeywordsRead,
            Permissions.DeliveriesRead, Permissions.MembersRead,
            Permissions.AutomationRead, Permissions.AutomationWrite,
        ],
        VisibilityScope.All);

    public static BuiltInRole Agent { get; } = new(
        Of(4), new("Agent", "Nhân viên"),
        [
            Permissions.ConversationsRead, Permissions.ConversationsWrite, Permissions.MessagesSend, Permissions.ContactsRead,
            Permissions.ContactsWrite, Permissions.OrdersRead, Permissions.OrdersWrite, Permissions.BookingsRead, Permissions.BookingsWrite,
            Permissions.ConnectionsRead, Permissions.MembersRead,
            Permissions.AutomationRead,
        ],
        VisibilityScope.Team);

    public static BuiltInRole Viewer { get; } = new(
        Of(5), new("Viewer", "Người xem"),
        [.. Permissions.Known.Where(name => name.EndsWith(".read", StringComparison.Ordinal) && name != Permissions.AuditRead)],
        VisibilityScope.All);

    public static IReadOnlyList<BuiltInRole> Known { get; } = [Owner, Admin, Supervisor, Agent, Viewer];

    public static BuiltInRole? Find(Guid id) => Known.FirstOrDefault(role => role.Id == id);

    private static Guid Of(int number) => new(0, 0, 0x7000, [0x80, 0, 0, 0, 0, 0, 0, (byte)number]);
}

public sealed record BuiltInRole(Guid Id, LocalizedText Name, IReadOnlyList<string> Permissions, VisibilityScope Sees);
