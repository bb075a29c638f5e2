using Hub.Core.Commerce.Bookings;
using Hub.Tests.Core.Conversations;
using Hub.Tests.Support;

namespace Hub.Tests.Core.Commerce.Bookings;

internal static class HairSalon
{
    /// <summary>Cuts of half an hour for 200,000 VND, each person with a chair.</summary>
    public static async Task<(Guid Service, List<Guid> Resources)> Salon(this Lab lab, int capacity, int people, IReadOnlyList<int>? reminders = null)
    {
        var service = new Service
        {
            WorkspaceId = lab.Workspace,
            Id = lab.Store.Ids.Next(),
            Name = "Cut",
            DurationMinutes = 30,
            BufferAfter = 10,
            StepMinutes = 30,
            Capacity = capacity,
            Price = 200_000,
            Currency = "VND",
            IsActive = true,
            Reminders = reminders is null ? null : new ReminderRules(reminders).ToJson(),
        };
        var resources = Enumerable.Range(0, people).Select(i => new Resource
        {
            WorkspaceId = lab.Workspace,
            Id = lab.Store.Ids.Next(),
            Name = $"chair {i}",
            IsActive = true,
        }).ToList();
        await lab.Add([service, .. resources, .. resources.Select(row => new ServiceResource
        {
            WorkspaceId = lab.Workspace,
            ServiceId = service.Id,
            ResourceId = row.Id,
        })]);
        return (service.Id, resources.ConvertAll(row => row.Id));
    }
}
