using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Teams;

/// <summary>A workspace's own roles.</summary>
public sealed class RoleDesk(HubStore store, Sessions sessions)
{
    /// <summary>Built-in ones first.</summary>
    public async Task<IReadOnlyList<RoleView>> List(Guid workspace, CancellationToken cancellation)
    {
        var own = await store.Read(workspace, db => db.Roles.Where(row => row.WorkspaceId == workspace).OrderBy(row => row.Id).ToListAsync(cancellation));
        return [.. BuiltInRoles.Known.Select(RoleView.Of), .. own.Select(RoleView.Of)];
    }

    public Task<PeopleAnswer> Create(
        Caller caller, string name, IReadOnlyCollection<string> permissions, VisibilityScope sees, CancellationToken cancellation) =>
        store.Write<PeopleAnswer>(caller.WorkspaceId, caller.WorkspaceId, async db =>
        {
            var role = new Role
            {
                WorkspaceId = caller.WorkspaceId,
                Id = store.Ids.Next(),
                Name = name,
                Permissions = Joined(permissions),
                Sees = sees,
                CreatedAt = store.Now,
            };
            if (!caller.MayGive(RoleView.Of(role)))
                return new PeopleAnswer.MoreThanOwn();
            if (await IsTaken(db, role, name, cancellation))
                return new PeopleAnswer.Taken();
            db.Roles.Add(role);
            db.Note(store, caller.WorkspaceId, caller.Actor, "role.created", role.Id);
            return new PeopleAnswer.Done(role.Id);
        }, cancellation);

    /// <param name="name">What is null stays.</param>
    public Task<PeopleAnswer> Change(
        Caller caller, Guid id, string? name, IReadOnlyCollection<string>? permissions, VisibilityScope? sees, CancellationToken cancellation) =>
        Change(caller, id, async (db, role) =>
        {
            if (name is not null && await IsTaken(db, role, name, cancellation))
                return new PeopleAnswer.Taken();
            role.Name = name ?? role.Name;
            role.Permissions = permissions is null ? role.Permissions : Joined(permissions);
            role.Sees = sees ?? role.Sees;
            if (!caller.MayGive(RoleView.Of(role)))
                return Undone(db, new PeopleAnswer.MoreThanOwn());
            db.Note(store, caller.WorkspaceId, caller.Actor, "role.changed", id);
            return new PeopleAnswer.Done(id);
        }, cancellation);

    public Task<PeopleAnswer> Delete(Caller caller, Guid id, CancellationToken cancellation) =>
        Change(caller, id, async (db, role) =>
        {
            if (await db.Members.AnyAsync(row => row.WorkspaceId == caller.WorkspaceId && row.RoleId == id, cancellation))
                return new PeopleAnswer.InUse();
            db.Roles.Remove(role);
            db.Note(store, caller.WorkspaceId, caller.Actor, "role.deleted", id);
            return new PeopleAnswer.Done(id);
        }, cancellation);

    private async Task<PeopleAnswer> Change(
        Caller caller, Guid id, Func<HubDb, Role, Task<PeopleAnswer>> change, CancellationToken cancellation)
    {
        if (BuiltInRoles.Find(id) is not null)
            return new PeopleAnswer.BuiltIn();
        var answer = await store.Write(caller.WorkspaceId, caller.WorkspaceId, async db =>
        {
            var role = await db.Roles.FirstOrDefaultAsync(row => row.WorkspaceId == caller.WorkspaceId && row.Id == id, cancellation);
            if (role is null)
                return new PeopleAnswer.NotFound();
            return caller.MayGive(RoleView.Of(role)) ? await change(db, role) : new PeopleAnswer.MoreThanOwn();
        }, cancellation);
        sessions.Forget();
        return answer;
    }

    private static Task<bool> IsTaken(HubDb db, Role role, string name, CancellationToken cancellation) =>
        db.Roles.AnyAsync(row => row.WorkspaceId == role.WorkspaceId && row.Name == name && row.Id != role.Id, cancellation);

    private static PeopleAnswer Undone(HubDb db, PeopleAnswer answer)
    {
        db.ChangeTracker.Clear();
        return answer;
    }

    private static string Joined(IEnumerable<string> permissions) => string.Join(' ', permissions.Distinct(StringComparer.Ordinal));
}
