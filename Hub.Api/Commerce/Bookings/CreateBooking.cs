using FluentValidation;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Commerce.Bookings;
using Hub.Core.Conversations;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Commerce.Bookings;

/// <summary>Writes down a time that was agreed on in a conversation.</summary>
internal static class CreateBooking
{
    private static readonly Validator Rules = new();

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/conversations/{id:guid}/bookings", Handle).Needs(Permissions.BookingsWrite).WithName("CreateBooking");

    /// <param name="ResourceId">Whoever is free when left out.</param>
    /// <param name="State">Requested or confirmed (so by default).</param>
    /// <param name="Note">For the business alone.</param>
    public sealed record Request(
        Guid? ServiceId, Guid? ResourceId, DateTimeOffset? StartsAt, int? PartySize, BookingState? State, string? Note)
    {
        public override string ToString() => "CreateBookingRequest";
    }

    private static async Task<Results<Created<BookingResponse>, ApiProblem>> Handle(
        Guid id, Request request, BookingDesk desk, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        if (Rules.Check(request) is { } problem)
            return problem;
        var caller = context.Caller();
        if (!await store.Sees(caller, id, cancellation))
            return ApiProblem.NotFound;
        var draft = new NewBooking(
            request.ServiceId!.Value, request.ResourceId, request.StartsAt!.Value.ToUniversalTime(), request.PartySize ?? 1, request.Note,
            request.State ?? BookingState.Confirmed);
        var answer = await desk.Create(caller.WorkspaceId, id, draft, caller.Actor, cancellation);
        return answer is BookingAnswer.Done done
            ? TypedResults.Created(
                $"/api/v1/bookings/{done.Booking.Id}",
                (await BookingResponse.Find(store, caller, done.Booking.Id, Language.Of(context.Request), cancellation))!)
            : BookingProblems.Of(answer);
    }

    private sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.ServiceId).NotNull().Says(FieldTexts.Required);
            RuleFor(request => request.StartsAt).NotNull().Says(FieldTexts.NotATime);
            RuleFor(request => request.PartySize).Must(size => size is null or (> 0 and <= ServiceRules.MostPeople)).Says(FieldTexts.Positive);
            RuleFor(request => request.State).Must(state => state is null or BookingState.Requested or BookingState.Confirmed)
                .Says(FieldTexts.OneOf(["requested", "confirmed"]));
            RuleFor(request => request.Note).MaximumLength(2000).Says(FieldTexts.AtMost(2000));
        }
    }
}
