using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Commerce.Bookings;
using Hub.Core.Hours;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Commerce.Bookings;

/// <summary>What can be booked: listed on one page, made, changed, deleted.</summary>
internal static class ManageServices
{
    private const string Path = "/services";
    private static readonly ServiceRules Rules = new();

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(Path, List).Needs(Permissions.BookingsRead).WithName("ListServices");
        api.MapPost(Path, Create).Needs(Permissions.ServicesManage).WithName("CreateService");
        api.MapPut(Path + "/{id:guid}", Change).Needs(Permissions.ServicesManage).WithName("ChangeService");
        api.MapDelete(Path + "/{id:guid}", Delete).Needs(Permissions.ServicesManage).WithName("DeleteService");
    }

    /// <param name="Price">For each person, in major units.</param>
    public sealed record ServiceResponse(
        Guid Id, string Name, int DurationMinutes, int BufferBefore, int BufferAfter, int StepMinutes, int Capacity, decimal? Price,
        string? Currency, bool IsActive, HoursDraft? Hours, ReminderRules Reminders, IReadOnlyList<Guid> ResourceIds)
    {
        public static async Task<List<ServiceResponse>> Load(HubStore store, Guid workspace, Guid? only, CancellationToken cancellation) =>
            await store.Read(workspace, async db =>
            {
                var rows = await db.Services.Where(row => row.WorkspaceId == workspace && (only == null || row.Id == only))
                    .OrderBy(row => row.Name).ToListAsync(cancellation);
                var links = (await db.ServiceResources.Where(row => row.WorkspaceId == workspace && (only == null || row.ServiceId == only))
                    .ToListAsync(cancellation)).ToLookup(row => row.ServiceId, row => row.ResourceId);
                return rows.ConvertAll(row => Of(row, [.. links[row.Id]]));
            });

        private static ServiceResponse Of(Service row, IReadOnlyList<Guid> resources) => new(
            row.Id, row.Name, row.DurationMinutes, row.BufferBefore, row.BufferAfter, row.StepMinutes, row.Capacity, row.Price, row.Currency,
            row.IsActive, row.Hours is null ? null : WeeklyHours.FromJson(row.Hours).ToDraft(), ReminderRules.Of(row), resources);
    }

    private static async Task<Ok<Page<ServiceResponse>>> List(HubStore store, HttpContext context, CancellationToken cancellation) =>
        TypedResults.Ok(new Page<ServiceResponse>(
            await ServiceResponse.Load(store, context.Caller().WorkspaceId, null, cancellation), null));

    private static async Task<Results<Created<ServiceResponse>, ApiProblem>> Create(
        ServiceRequest request, ServiceDesk desk, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        var caller = context.Caller();
        if (Rules.Read(
            request, await DeskProblems.HomeZone(store, caller, cancellation), await Connections(store, caller, cancellation), out var hours) is { } problem)
            return problem;
        var service = new Service { Name = "" };
        ServiceRules.Fill(service, request, hours);
        return await desk.CreateService(caller, service, request.ResourceIds ?? [], cancellation) is var answer && answer is DeskAnswer.Done done
            ? TypedResults.Created($"/api/v1{Path}/{done.Id}", (await ServiceResponse.Load(store, caller.WorkspaceId, done.Id, cancellation))[0])
            : DeskProblems.Of(answer);
    }

    private static async Task<Results<Ok<ServiceResponse>, ApiProblem>> Change(
        Guid id, ServiceRequest request, ServiceDesk desk, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        var caller = context.Caller();
        if (Rules.Read(
            request, await DeskProblems.HomeZone(store, caller, cancellation), await Connections(store, caller, cancellation), out var hours) is { } problem)
            return problem;
        var answer = await desk.ChangeService(
            caller, id, service => ServiceRules.Fill(service, request, hours), request.ResourceIds ?? [], cancellation);
        return answer is DeskAnswer.Done
            ? TypedResults.Ok((await ServiceResponse.Load(store, caller.WorkspaceId, id, cancellation))[0])
            : DeskProblems.Of(answer);
    }

    private static Task<List<Guid>> Connections(HubStore store, Caller caller, CancellationToken cancellation) => store.Read(
        caller.WorkspaceId, db => db.Connections.Where(row => row.WorkspaceId == caller.WorkspaceId).Select(row => row.Id).ToListAsync(cancellation));

    private static async Task<Results<NoContent, ApiProblem>> Delete(
        Guid id, ServiceDesk desk, HttpContext context, CancellationToken cancellation) =>
        await desk.DeleteService(context.Caller(), id, cancellation) is var answer && answer is DeskAnswer.Done
            ? TypedResults.NoContent()
            : DeskProblems.Of(answer);
}
