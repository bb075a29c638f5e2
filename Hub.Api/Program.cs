using Hub.Api.Hosting;

return await HubApp.Run(args);
