// A review that is running: show its stage live, then the review.

const steps = document.getElementById("steps");
const events = new EventSource(`/api/v1/contracts/${steps.dataset.contract}/events`);

events.addEventListener("progress", (event) => {
  const stage = JSON.parse(event.data).stage;
  const items = [...steps.children];
  const now = items.findIndex((item) => item.dataset.stage === stage);
  items.forEach((item, index) => {
    item.className = index < now ? "past" : index === now ? "now" : "";
  });
});
events.addEventListener("end", () => {
  events.close();
  location.reload();
});
