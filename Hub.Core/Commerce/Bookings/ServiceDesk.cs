using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Commerce.Bookings;

/// <summary>What can be booked, and who carries it out.</summary>
public sealed class ServiceDesk(HubStore store)
{
    public const int MostServices = 200;
    public const int MostResources = 200;

    public Task<DeskAnswer> CreateService(
        Caller caller, Service draft, IReadOnlyCollection<Guid> resources, CancellationToken cancellation) => Write(caller, async db =>
    {
        (draft.WorkspaceId, draft.Id, draft.CreatedAt) = (caller.WorkspaceId, store.Ids.Next(), store.Now);
        if (await db.Services.CountAsync(row => row.WorkspaceId == caller.WorkspaceId, cancellation) >= MostServices)
            return new DeskAnswer.Full(MostServices);
        if (await db.Services.AnyAsync(row => row.WorkspaceId == caller.WorkspaceId && row.Name == draft.Name, cancellation))
            return new DeskAnswer.NameTaken();
        db.Services.Add(draft);
        db.Note(store, caller.WorkspaceId, caller.Actor, "service.created", draft.Id);
        return await Link(db, draft, resources, cancellation);
    }, cancellation);

    /// <param name="resources">All that it is to have; null for those that it has.</param>
    public Task<DeskAnswer> ChangeService(
        Caller caller, Guid id, Action<Service> change, IReadOnlyCollection<Guid>? resources, CancellationToken cancellation) =>
        Write(caller, async db =>
        {
            var service = await db.Services.FirstOrDefaultAsync(row => row.WorkspaceId == caller.WorkspaceId && row.Id == id, cancellation);
            if (service is null)
                return new DeskAnswer.NotFound();
            change(service);
            if (await db.Services.AnyAsync(
                row => row.WorkspaceId == caller.WorkspaceId && row.Id != id && row.Name == service.Name, cancellation))
                return new DeskAnswer.NameTaken();
            db.Note(store, caller.WorkspaceId, caller.Actor, "service.changed", id);
            return resources is null ? new DeskAnswer.Done(id) : await Link(db, service, resources, cancellation);
        }, cancellation);

    /// <summary>What was booked once stays, to be switched off.</summary>
    public Task<DeskAnswer> DeleteService(Caller caller, Guid id, CancellationToken cancellation) => Write(caller, async db =>
    {
        var service = await db.Services.FirstOrDefaultAsync(row => row.WorkspaceId == caller.WorkspaceId && row.Id == id, cancellation);
        if (service is null)
            return new DeskAnswer.NotFound();
        if (await db.Bookings.AnyAsync(row => row.WorkspaceId == caller.WorkspaceId && row.ServiceId == id, cancellation))
            return new DeskAnswer.InUse();
        await db.ServiceResources.Where(row => row.WorkspaceId == caller.WorkspaceId && row.ServiceId == id).ExecuteDeleteAsync(cancellation);
        db.Services.Remove(service);
        db.Note(store, caller.WorkspaceId, caller.Actor, "service.deleted", id);
        return new DeskAnswer.Done(id);
    }, cancellation);

    public Task<DeskAnswer> CreateResource(Caller caller, Resource draft, CancellationToken cancellation) => Write(caller, async db =>
    {
        (draft.WorkspaceId, draft.Id, draft.CreatedAt) = (caller.WorkspaceId, store.Ids.Next(), store.Now);
        if (await db.Resources.CountAsync(row => row.WorkspaceId == caller.WorkspaceId, cancellation) >= MostResources)
            return new DeskAnswer.Full(MostResources);
        db.Resources.Add(draft);
        db.Note(store, caller.WorkspaceId, caller.Actor, "resource.created", draft.Id);
        return await Checked(db, draft, cancellation);
    }, cancellation);

    public Task<DeskAnswer> ChangeResource(Caller caller, Guid id, Action<Resource> change, CancellationToken cancellation) =>
        OnResource(caller, id, async (db, resource) =>
        {
            change(resource);
            db.Note(store, caller.WorkspaceId, caller.Actor, "resource.changed", id);
            return await Checked(db, resource, cancellation);
        }, cancellation);

    public Task<DeskAnswer> DeleteResource(Caller caller, Guid id, CancellationToken cancellation) =>
        OnResource(caller, id, async (db, resource) =>
        {
            if (await db.Bookings.AnyAsync(row => row.WorkspaceId == caller.WorkspaceId && row.ResourceId == id, cancellation))
                return new DeskAnswer.InUse();
            await db.ServiceResources.Where(row => row.WorkspaceId == caller.WorkspaceId && row.ResourceId == id)
                .ExecuteDeleteAsync(cancellation);
            db.Resources.Remove(resource);
            db.Note(store, caller.WorkspaceId, caller.Actor, "resource.deleted", id);
            return new DeskAnswer.Done(id);
        }, cancellation);

    /// <summary>A new secret address for its calendar; the one before is over. Null takes the calendar off.</summary>
    public Task<DeskAnswer> SetFeed(Caller caller, Guid id, string? secret, CancellationToken cancellation) =>
        OnResource(caller, id, (db, resource) =>
        {
            resource.FeedHash = secret is null ? null : SecretToken.Hash(secret);
            db.Note(store, caller.WorkspaceId, caller.Actor, secret is null ? "resource.feed_closed" : "resource.feed_opened", id);
            return Task.FromResult<DeskAnswer>(new DeskAnswer.Done(id));
        }, cancellation);

    private Task<DeskAnswer> OnResource(
        Caller caller, Guid id, Func<HubDb, Resource, Task<DeskAnswer>> work, CancellationToken cancellation) => Write(caller, async db =>
        await db.Resources.FirstOrDefaultAsync(row => row.WorkspaceId == caller.WorkspaceId && row.Id == id, cancellation) is { } resource
            ? await work(db, resource)
            : new DeskAnswer.NotFound(), cancellation);

    // In the workspace's own turn: counts and names are looked at and then relied on.
    private Task<DeskAnswer> Write(Caller caller, Func<HubDb, Task<DeskAnswer>> work, CancellationToken cancellation) =>
        store.Write(caller.WorkspaceId, caller.WorkspaceId, async db =>
        {
            var answer = await work(db);
            if (answer is not DeskAnswer.Done)
                db.ChangeTracker.Clear();
            return answer;
        }, cancellation);

    private static async Task<DeskAnswer> Checked(HubDb db, Resource resource, CancellationToken cancellation)
    {
        if (await db.Resources.AnyAsync(
            row => row.WorkspaceId == resource.WorkspaceId && row.Id != resource.Id && row.Name == resource.Name, cancellation))
            return new DeskAnswer.NameTaken();
        return resource.MemberId is { } member
            && !await db.Members.AnyAsync(row => row.WorkspaceId == resource.WorkspaceId && row.Id == member, cancellation)
            ? new DeskAnswer.NoSuchMember()
            : new DeskAnswer.Done(resource.Id);
    }

    private static async Task<DeskAnswer> Link(
        HubDb db, Service service, IReadOnlyCollection<Guid> resources, CancellationToken cancellation)
    {
        var wanted = resources.Distinct().ToList();
        if (await db.Resources.CountAsync(row => row.WorkspaceId == service.WorkspaceId && wanted.Contains(row.Id), cancellation) != wanted.Count)
            return new DeskAnswer.NoSuchResource();
        var before = await db.ServiceResources.Where(row => row.WorkspaceId == service.WorkspaceId && row.ServiceId == service.Id)
            .ToListAsync(cancellation);
        db.ServiceResources.RemoveRange(before.Where(row => !wanted.Contains(row.ResourceId)));
        foreach (var id in wanted.Except(before.Select(row => row.ResourceId)))
            db.ServiceResources.Add(new ServiceResource { WorkspaceId = service.WorkspaceId, ServiceId = service.Id, ResourceId = id });
        return new DeskAnswer.Done(service.Id);
    }
}

/// <summary>Closed.</summary>
public abstract record DeskAnswer
{
    private DeskAnswer()
    {
    }

    public sealed record Done(Guid Id) : DeskAnswer;

    public sealed record NotFound : DeskAnswer;

    public sealed record NameTaken : DeskAnswer;

    /// <summary>It has bookings: they would stand without it.</summary>
    public sealed record InUse : DeskAnswer;

    public sealed record Full(int Most) : DeskAnswer;

    public sealed record NoSuchResource : DeskAnswer;

    public sealed record NoSuchMember : DeskAnswer;
}
