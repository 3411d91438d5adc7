using System.Net;
using Attune.Models;
using Attune.Runs;
using Attune.Web.Shelves;

namespace Attune.Web.Experiments;

/// <summary>What an experiment that comes from a page may name: datasets of the console, and no place on this machine or elsewhere that its owner did not set up.</summary>
internal sealed class ExperimentRules(DatasetShelf datasets)
{
    /// <summary>The experiment with its dataset looked up.</summary>
    /// <exception cref="BadInputException">It names what a page may not.</exception>
    public Experiment Checked(Experiment experiment)
    {
        if (datasets.Named(experiment.Dataset) is not { } dataset)
            throw new BadInputException($"dataset '{experiment.Dataset}'", "is not among this console's datasets", "Put it into the folder that the console shows, or use the starter");
        if (experiment.Prompts is not null)
            throw new BadInputException("prompts", "are a folder on the machine of the console", "Run experiments with prompts of your own by 'attune run'");
        foreach (var model in experiment.Models.Append(experiment.Judge).Concat(experiment.Evaluators ?? [])) KeepsKeys(ModelName.Parse(model));
        return experiment with { Dataset = dataset.Location };
    }

    /// <summary>A key goes to the address that a model's name has; which addresses may have it, models.yaml says.</summary>
    /// <returns>The name, which came from a page.</returns>
    /// <exception cref="BadInputException">It names an address on another machine.</exception>
    public static ModelName KeepsKeys(ModelName model)
    {
        if (model.BaseUrl is not { } url || (Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Host == "localhost" || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip))))) return model;
        throw new BadInputException($"model '{model}'", "names an address of its own", "Name endpoints on other machines in models.yaml, and start the console anew");
    }
}
