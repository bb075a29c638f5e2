namespace Hub.Core.Storage;

/// <summary>A row of one workspace. Its key leads with the workspace, so that a distributed database can keep a tenant together.</summary>
public abstract class WorkspaceRow
{
    public Guid WorkspaceId { get; set; }

    public Guid Id { get; set; }
}
