using FluentValidation;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Commerce.Bookings;
using Hub.Core.Commerce.Notices;
using Hub.Core.Hours;

namespace Hub.Api.Commerce.Bookings;

/// <summary>All of a service: a change takes the place of what there was.</summary>
/// <param name="BufferBefore">Minutes for which staff or room is taken before; so is <paramref name="BufferAfter"/> after.</param>
/// <param name="StepMinutes">How far apart the times are that are offered; the duration when left out.</param>
/// <param name="Capacity">People who share one time; 1 when left out.</param>
/// <param name="Price">For each of them, in major units.</param>
/// <param name="Hours">Left out: only staff and rooms say when.</param>
public sealed record ServiceRequest(
    string? Name, int? DurationMinutes, int? BufferBefore, int? BufferAfter, int? StepMinutes, int? Capacity, decimal? Price, string? Currency,
    bool? IsActive, HoursDraft? Hours, ReminderDraft? Reminders, IReadOnlyList<Guid>? ResourceIds);

/// <param name="MinutesBefore">Each one reminder; none when empty.</param>
/// <param name="TextVi">With <c>{name}</c>, <c>{service}</c>, <c>{time}</c>; the hub's own words when empty.</param>
/// <param name="Templates">What leaves in the text's place when the connection's reply window is closed; its values are filled in like the text.</param>
public sealed record ReminderDraft(
    IReadOnlyList<int>? MinutesBefore, string? TextVi, string? TextEn, IReadOnlyList<NoticeTemplate>? Templates = null)
{
    internal ReminderRules ToRules() => new([.. (MinutesBefore ?? []).OrderDescending()], Filled(TextVi), Filled(TextEn), Templates);

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>What holds for every service.</summary>
internal sealed class ServiceRules : AbstractValidator<ServiceRequest>
{
    public const int MostPeople = 1000;
    private const int LongestMinutes = 24 * 60;
    private const int LongestBuffer = 8 * 60;

    public ServiceRules()
    {
        RuleFor(request => request.Name).NotEmpty().Says(FieldTexts.Required).MaximumLength(200).Says(FieldTexts.AtMost(200));
        RuleFor(request => request.DurationMinutes).Must(minutes => minutes is >= 5 and <= LongestMinutes).Says(Between(5, LongestMinutes));
        RuleFor(request => request.StepMinutes).Must(minutes => minutes is null or (>= 5 and <= LongestMinutes)).Says(Between(5, LongestMinutes));
        RuleFor(request => request.BufferBefore).Must(IsBuffer).Says(Between(0, LongestBuffer));
        RuleFor(request => request.BufferAfter).Must(IsBuffer).Says(Between(0, LongestBuffer));
        RuleFor(request => request.Capacity).Must(size => size is null or (>= 1 and <= MostPeople)).Says(Between(1, MostPeople));
        RuleFor(request => request.Price).IsAmount();
        RuleFor(request => request.Price).Must((request, price) => price is null || CurrencyCode.From(request.Currency)?.IsPayable(price.Value) != false)
            .Says(NotPayable);
        RuleFor(request => request.Currency).Must(code => CurrencyCode.From(code) is not null).Says(FieldTexts.Currency)
            .When(request => request.Price is not null || !string.IsNullOrEmpty(request.Currency));
        RuleFor(request => request.ResourceIds).Must(ids => ids is null or { Count: <= ServiceDesk.MostResources }).Says(FieldTexts.Wrong);
    }

    private static LocalizedText NotPayable { get; } = new(
        "This currency has no such small amounts.", "Loại tiền này không có đơn vị nhỏ như vậy.");

    /// <summary>Reads the hours too, which have rules of their own.</summary>
    public ApiProblem? Read(ServiceRequest request, string homeZone, IReadOnlyCollection<Guid> connections, out WeeklyHours? hours)
    {
        hours = null;
        if (this.Check(request) is { } problem)
            return problem;
        var problems = new List<SettingProblem>();
        if (request.Hours is { } draft)
        {
            hours = WeeklyHours.From(draft, "hours", homeZone, out var wrong);
            problems.AddRange(wrong);
        }

        problems.AddRange((request.Reminders?.ToRules().Problems() ?? [])
            .Concat(NoticeTemplate.Unconnected(request.Reminders?.Templates, "templates", connections))
            .Select(wrong => wrong with { Field = $"reminders.{wrong.Field}" }));
        return problems.Count == 0 ? null : ApiProblem.Invalid(problems);
    }

    public static void Fill(Service service, ServiceRequest request, WeeklyHours? hours)
    {
        service.Name = request.Name!.Trim();
        service.DurationMinutes = request.DurationMinutes!.Value;
        (service.BufferBefore, service.BufferAfter) = (request.BufferBefore ?? 0, request.BufferAfter ?? 0);
        service.StepMinutes = request.StepMinutes ?? service.DurationMinutes;
        service.Capacity = request.Capacity ?? 1;
        (service.Price, service.Currency) = (request.Price, request.Price is null ? null : request.Currency);
        service.IsActive = request.IsActive ?? true;
        service.Hours = hours?.ToJson();
        service.Reminders = request.Reminders?.ToRules() is { MinutesBefore.Count: > 0 } rules ? rules.ToJson() : null;
    }

    private static bool IsBuffer(int? minutes) => minutes is null or (>= 0 and <= LongestBuffer);

    private static LocalizedText Between(int from, int to) => new($"Enter a number from {from} to {to}.", $"Nhập số từ {from} đến {to}.");
}
