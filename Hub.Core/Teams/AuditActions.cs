namespace Hub.Core.Teams;

/// <summary>Actions are named <c>kind.what_happened</c>.</summary>
public static class AuditActions
{
    /// <returns>What the subject's id is of. Replays of many name the connection that they belong to.</returns>
    public static string SubjectOf(string action) => action.Split('.')[0] switch
    {
        "webhooks" or "deliveries" => "connection",
        var kind => kind,
    };
}
