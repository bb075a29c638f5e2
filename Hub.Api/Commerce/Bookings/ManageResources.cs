using FluentValidation;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Commerce.Bookings;
using Hub.Core.Hours;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Commerce.Bookings;

/// <summary>Staff and rooms: listed on one page, made, changed, deleted; and the secret addresses of their calendars.</summary>
internal static class ManageResources
{
    private const string Path = "/resources";
    private static readonly Validator Rules = new();

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(Path, List).Needs(Permissions.BookingsRead).WithName("ListResources");
        api.MapPost(Path, Create).Needs(Permissions.ServicesManage).WithName("CreateResource");
        api.MapPut(Path + "/{id:guid}", Change).Needs(Permissions.ServicesManage).WithName("ChangeResource");
        api.MapDelete(Path + "/{id:guid}", Delete).Needs(Permissions.ServicesManage).WithName("DeleteResource");
        api.MapPost(Path + "/{id:guid}/calendar", OpenCalendar).Needs(Permissions.ServicesManage).WithName("OpenCalendar");
        api.MapDelete(Path + "/{id:guid}/calendar", CloseCalendar).Needs(Permissions.ServicesManage).WithName("CloseCalendar");
    }

    /// <summary>All of it: a change takes the place of what there was.</summary>
    /// <param name="Hours">Left out: only the services say when.</param>
    /// <param name="MemberId">The member who it is.</param>
    public sealed record ResourceRequest(string? Name, ResourceKind? Kind, Guid? MemberId, bool? IsActive, HoursDraft? Hours);

    /// <param name="HasCalendar">Whether its calendar has an address; which, is told once.</param>
    public sealed record ResourceResponse(
        Guid Id, string Name, ResourceKind Kind, Guid? MemberId, bool IsActive, HoursDraft? Hours, bool HasCalendar)
    {
        public static async Task<List<ResourceResponse>> Load(HubStore store, Guid workspace, Guid? only, CancellationToken cancellation) =>
            (await store.Read(workspace, db => db.Resources.Where(row => row.WorkspaceId == workspace && (only == null || row.Id == only))
                .OrderBy(row => row.Name).ToListAsync(cancellation))).ConvertAll(row => new ResourceResponse(
                    row.Id, row.Name, row.Kind, row.MemberId, row.IsActive,
                    row.Hours is null ? null : WeeklyHours.FromJson(row.Hours).ToDraft(), row.FeedHash is not null));
    }

    /// <param name="Path">On this hub. Whoever knows it reads the calendar.</param>
    public sealed record CalendarResponse(string Path)
    {
        public override string ToString() => "CalendarResponse";
    }

    private static async Task<Ok<Page<ResourceResponse>>> List(HubStore store, HttpContext context, CancellationToken cancellation) =>
        TypedResults.Ok(new Page<ResourceResponse>(
            await ResourceResponse.Load(store, context.Caller().WorkspaceId, null, cancellation), null));

    private static async Task<Results<Created<ResourceResponse>, ApiProblem>> Create(
        ResourceRequest request, ServiceDesk desk, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        var caller = context.Caller();
        if (Read(request, await DeskProblems.HomeZone(store, caller, cancellation), out var hours) is { } problem)
            return problem;
        var resource = new Resource { Name = "" };
        Fill(resource, request, hours);
        return await desk.CreateResource(caller, resource, cancellation) is var answer && answer is DeskAnswer.Done done
            ? TypedResults.Created($"/api/v1{Path}/{done.Id}", (await ResourceResponse.Load(store, caller.WorkspaceId, done.Id, cancellation))[0])
            : DeskProblems.Of(answer);
    }

    private static async Task<Results<Ok<ResourceResponse>, ApiProblem>> Change(
        Guid id, ResourceRequest request, ServiceDesk desk, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        var caller = context.Caller();
        if (Read(request, await DeskProblems.HomeZone(store, caller, cancellation), out var hours) is { } problem)
            return problem;
        return await desk.ChangeResource(caller, id, resource => Fill(resource, request, hours), cancellation) is var answer && answer is DeskAnswer.Done
            ? TypedResults.Ok((await ResourceResponse.Load(store, caller.WorkspaceId, id, cancellation))[0])
            : DeskProblems.Of(answer);
    }

    private static async Task<Results<NoContent, ApiProblem>> Delete(
        Guid id, ServiceDesk desk, HttpContext context, CancellationToken cancellation) =>
        await desk.DeleteResource(context.Caller(), id, cancellation) is var answer && answer is DeskAnswer.Done
            ? TypedResults.NoContent()
            : DeskProblems.Of(answer);

    /// <summary>Gives its calendar an address; the one before is over.</summary>
    private static async Task<Results<Ok<CalendarResponse>, ApiProblem>> OpenCalendar(
        Guid id, ServiceDesk desk, HttpContext context, CancellationToken cancellation)
    {
        var secret = SecretToken.New();
        return await desk.SetFeed(context.Caller(), id, secret, cancellation) is var answer && answer is DeskAnswer.Done
            ? TypedResults.Ok(new CalendarResponse(GetCalendar.PathOf(secret)))
            : DeskProblems.Of(answer);
    }

    private static async Task<Results<NoContent, ApiProblem>> CloseCalendar(
        Guid id, ServiceDesk desk, HttpContext context, CancellationToken cancellation) =>
        await desk.SetFeed(context.Caller(), id, null, cancellation) is var answer && answer is DeskAnswer.Done
            ? TypedResults.NoContent()
            : DeskProblems.Of(answer);

    private static ApiProblem? Read(ResourceRequest request, string homeZone, out WeeklyHours? hours)
    {
        hours = null;
        if (Rules.Check(request) is { } problem)
            return problem;
        if (request.Hours is null)
            return null;
        hours = WeeklyHours.From(request.Hours, "hours", homeZone, out var wrong);
        return wrong.Count == 0 ? null : ApiProblem.Invalid(wrong);
    }

    private static void Fill(Resource resource, ResourceRequest request, WeeklyHours? hours)
    {
        (resource.Name, resource.Kind, resource.MemberId) = (request.Name!.Trim(), request.Kind ?? ResourceKind.Staff, request.MemberId);
        (resource.IsActive, resource.Hours) = (request.IsActive ?? true, hours?.ToJson());
    }

    private sealed class Validator : AbstractValidator<ResourceRequest>
    {
        public Validator() =>
            RuleFor(request => request.Name).NotEmpty().Says(FieldTexts.Required).MaximumLength(200).Says(FieldTexts.AtMost(200));
    }
}
