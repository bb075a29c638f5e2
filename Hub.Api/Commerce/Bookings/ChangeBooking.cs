using FluentValidation;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Commerce.Bookings;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Commerce.Bookings;

/// <summary>Moves a booking to another time or resource, along its life, or all at once.</summary>
internal static class ChangeBooking
{
    private static readonly Validator Rules = new();

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPatch("/bookings/{id:guid}", Handle).Needs(Permissions.BookingsWrite).WithName("ChangeBooking");

    /// <param name="Note">Empty takes it away.</param>
    /// <param name="Version">Of the booking that was seen: when it has changed since, nothing is changed.</param>
    public sealed record Request(
        BookingState? State, DateTimeOffset? StartsAt, Guid? ResourceId, int? PartySize, string? Note, int? Version)
    {
        public override string ToString() => "ChangeBookingRequest";
    }

    private static async Task<Results<Ok<BookingResponse>, ApiProblem>> Handle(
        Guid id, Request request, BookingDesk desk, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        if (Rules.Check(request) is { } problem)
            return problem;
        var (caller, language) = (context.Caller(), Language.Of(context.Request));
        if (await BookingResponse.Find(store, caller, id, language, cancellation) is null)
            return ApiProblem.NotFound;
        var change = new BookingChange(
            request.State, request.StartsAt?.ToUniversalTime(), request.ResourceId, request.PartySize, request.Note, request.Version);
        var answer = await desk.Change(caller.WorkspaceId, id, change, caller.Actor, cancellation);
        return answer is BookingAnswer.Done
            ? TypedResults.Ok((await BookingResponse.Find(store, caller, id, language, cancellation))!)
            : BookingProblems.Of(answer);
    }

    private sealed class Validator : AbstractValidator<Request>
    {
        private static readonly BookingState[] Reachable =
            [BookingState.Confirmed, BookingState.Kept, BookingState.NoShow, BookingState.Cancelled];

        public Validator()
        {
            RuleFor(request => request.State).Must(state => state is null || Reachable.Contains(state.Value))
                .Says(FieldTexts.OneOf(["confirmed", "kept", "noShow", "cancelled"]));
            RuleFor(request => request.State).NotNull().Says(FieldTexts.Required)
                .When(request => request is { StartsAt: null, ResourceId: null, PartySize: null, Note: null });
            RuleFor(request => request.PartySize).Must(size => size is null or (> 0 and <= ServiceRules.MostPeople)).Says(FieldTexts.Positive);
            RuleFor(request => request.Note).MaximumLength(2000).Says(FieldTexts.AtMost(2000));
        }
    }
}
